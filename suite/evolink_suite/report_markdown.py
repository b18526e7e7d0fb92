"""The report of a run as Markdown. Pure."""

import re
import time
from collections.abc import Iterator

from .curl import as_curl
from .documented import Page, all_pages
from .exchange import Exchange
from .report_words import body_of, heading, shown_status
from .verdict import Failure, Outcome, Verdict


def as_markdown(verdict: Verdict) -> str:
    """Return the report as Markdown."""
    return "\n".join(_lines(verdict)) + "\n"


def _lines(verdict: Verdict) -> Iterator[str]:
    began = time.strftime("%Y-%m-%d %H:%M", time.localtime(verdict.began))
    yield from ("# Contract report", "", f"**{verdict.sentence}**", "")
    yield f"`{verdict.server}`, judged by the contract of evolink {verdict.contract} on {began}"
    yield f"in {verdict.seconds:.0f} s."
    if verdict.lacking:
        yield from ("", f"> {heading(verdict)}")
    if verdict.costs:
        yield from ("", "Credits spent: {} of {}.".format(*verdict.costs))
    yield from ("", "## What was judged", "", f"| area | {' | '.join(Outcome)} |", f"|---|{'---:|' * len(Outcome)}")
    yield from (f"| {area} | {' | '.join(map(str, numbers))} |" for area, numbers in verdict.rows())
    yield from ("", f"## Failures ({len(verdict.failures)})", "")
    for number, failure in enumerate(verdict.failures, 1):
        yield from _failure(number, failure)
    if not verdict.failures:
        yield from ("None.", "")
    yield from ("## Not judged", "", *(f"- {times} × {_line(why)}" for why, times in verdict.reasons.most_common()), "")
    yield from ("## Rules that no page states (they count for nothing)", "")
    yield from (f"- {times} × {_line(problem)}" for problem, times in verdict.beyond.most_common())
    yield from (f"- absent: {name}" for name in verdict.absent)
    yield from ("", "## Documented answers", "", "| operation | status | received |", "|---|---:|---:|")
    for operation, statuses in verdict.answers.items():
        yield from (f"| {operation} | {status} | {times} |" for status, times in statuses.items())
    yield from ("", "## Pages that the contract comes from", "", *(f"- {_page(each)}" for each in all_pages()))


def _failure(number: int, failure: Failure) -> Iterator[str]:
    yield from (f"### {number}. {failure.area}: {_line(failure.title)}", "")
    if failure.case:
        yield from (f"Case: `{_line(failure.case)}`", "")
    yield "What the documentation says:"
    yield from ("", *(f"- {_line(rule)}" for rule in (failure.title, *failure.rules)))
    yield f"- {'Source: ' + ', '.join(map(_page, failure.pages)) if failure.pages else 'No page is known for it.'}"
    yield from ("", "What is wrong:", "", *_block(failure.found), "")
    for exchange in reversed(failure.exchanges[-1:]):
        yield from ("To repeat it:", "", *_block(as_curl(exchange), "sh"), "", "What came:", "", *_answer(exchange), "")
    if before := failure.exchanges[:-1]:
        yield from ("Requests before it:", "", *_block("\n\n".join(map(as_curl, before)), "sh"), "")


def _answer(exchange: Exchange) -> Iterator[str]:
    yield from _block(f"{shown_status(exchange)}\n{body_of(exchange)}".rstrip())


def _block(text: str, language: str = "text") -> Iterator[str]:
    longest = max((len(found) for found in re.findall("`{3,}", text)), default=2)
    yield from (f"{'`' * (longest + 1)}{language}", text, "`" * (longest + 1))


def _page(page: Page) -> str:
    name, url = page
    return f"[{name}](<{url}>)" if url else name


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
