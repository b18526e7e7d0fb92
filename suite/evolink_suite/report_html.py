"""The report of a run as a page of its own, which loads nothing. Pure."""

import time
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template
from typing import Final
from urllib.parse import urlsplit

from .curl import as_curl
from .documented import Page, all_pages
from .exchange import Exchange
from .report_words import body_of, heading, shown_status
from .verdict import Failure, Outcome, Verdict

_WORDS: Final = {0: "right", 1: "wrong", 2: "open"}
_OPENED: Final = 3  # failures that are shown at once
_LISTED: Final = 3  # pages of one failure


def as_html(verdict: Verdict) -> str:
    """Return the report as HTML."""
    template = Template(files(__package__ or "evolink_suite").joinpath("report.html").read_text(encoding="utf-8"))
    return template.substitute(
        state=_WORDS[verdict.status],
        sentence=escape(verdict.sentence),
        server=escape(verdict.server),
        about=escape(_about(verdict)),
        notice=f'<p class="notice">{escape(heading(verdict))}</p>' if verdict.lacking else "",
        numbers="".join(_numbers(verdict)),
        areas="".join(_areas(verdict)),
        failures="".join(_failures(verdict)) or "<p>None.</p>",
        reasons=_list(f"{times:,} × {why}" for why, times in verdict.reasons.most_common()),
        beyond=_list(
            [
                *(f"{times:,} × {problem}" for problem, times in verdict.beyond.most_common()),
                *(f"absent: {name}" for name in verdict.absent),
            ]
        ),
        answers="".join(_answers(verdict)),
        pages="".join(f"<li>{_page(each)}</li>" for each in all_pages()),
    )


def _about(verdict: Verdict) -> str:
    began = time.strftime("%Y-%m-%d %H:%M", time.localtime(verdict.began))
    return f"Judged by the contract of evolink {verdict.contract} on {began}, in {verdict.seconds:.0f} s"


def _numbers(verdict: Verdict) -> Iterator[str]:
    for outcome in Outcome:
        kind = outcome.name.lower().replace("_", "-")
        yield f'<div class="{kind}"><dt>{outcome}</dt><dd>{verdict.total(outcome):,}</dd></div>'
    if verdict.costs:
        yield "<div><dt>credits spent</dt><dd>{}<small> of {}</small></dd></div>".format(*verdict.costs)


def _areas(verdict: Verdict) -> Iterator[str]:
    yield f"<tr><th>area</th>{''.join(f'<th>{outcome}</th>' for outcome in Outcome)}</tr>"
    for area, numbers in verdict.rows():
        cells = "".join(
            f'<td class="{outcome.name.lower() if number else "none"}">{number:,}</td>'
            for outcome, number in zip(Outcome, numbers, strict=True)
        )
        yield f"<tr><td>{escape(area)}</td>{cells}</tr>"


def _failures(verdict: Verdict) -> Iterator[str]:
    for number, failure in enumerate(verdict.failures):
        yield _failure(failure, is_open=number < _OPENED)


def _failure(failure: Failure, *, is_open: bool) -> str:
    last = failure.exchanges[-1:]
    before = failure.exchanges[:-1]
    pages = failure.pages[:_LISTED]
    more = f" and {len(failure.pages) - _LISTED} more" if len(failure.pages) > _LISTED else ""
    source = f"Source: {', '.join(map(_page, pages))}{more}" if pages else "No page is known for it."
    rules = "".join(f"<li>{_coded(rule)}</li>" for rule in (failure.title, *failure.rules))
    case = f"<code>{escape(failure.case)}</code>" if failure.case else ""
    parts = [
        f"<h4>What the documentation says</h4><ul>{rules}<li>{source}</li></ul>",
        f"<h4>What is wrong</h4>{_block(failure.found)}",
        *(f"<h4>What came</h4>{_block(_answer(each))}" for each in last),
        *(f"<h4>To repeat it</h4>{_command(as_curl(each))}" for each in last),
    ]
    if before:
        commands = "".join(_command(as_curl(each)) + _block(_answer(each)) for each in before)
        parts.append(f"<details><summary>{len(before)} requests before it</summary>{commands}</details>")
    summary = f"<summary><span>{escape(failure.area)}</span> {escape(failure.title)} {case}</summary>"
    return f'<details class="failure"{" open" if is_open else ""}>{summary}{"".join(parts)}</details>'


def _answers(verdict: Verdict) -> Iterator[str]:
    for operation, statuses in verdict.answers.items():
        shown = ", ".join(f"{status} × {times:,}" if times else f"{status} –" for status, times in statuses.items())
        yield f"<tr><td>{escape(operation)}</td><td>{shown}</td></tr>"


def _answer(exchange: Exchange) -> str:
    return f"{shown_status(exchange)}\n\n{body_of(exchange)}".rstrip()


def _command(text: str) -> str:
    return f'<div class="command"><button type="button">Copy</button>{_block(text)}</div>'


def _block(text: str) -> str:
    return f'<pre tabindex="0">{escape(text)}</pre>'


def _coded(text: str) -> str:
    """Return a sentence in which `words` are code."""
    return "".join(
        f"<code>{escape(part)}</code>" if at % 2 else escape(part) for at, part in enumerate(text.split("`"))
    )


def _list(lines: Iterable[str]) -> str:
    shown = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{shown}</ul>" if shown else "<p>Nothing.</p>"


def _page(page: Page) -> str:
    name, url = page
    if urlsplit(url).scheme != "https":
        return escape(name)
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(name)}</a>'
