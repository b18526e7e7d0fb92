"""Reports the drift of the documentation: Markdown for people, JSON for machines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.drift.pages import Drift, PageDrift, State
from pipeline.drift.schema import Change, Severity
from pipeline.problems import Problem

_ADVICE = {
    "unchanged": "every fact is as committed",
    "changed": "something differs or could not be read, and nothing that was understood breaks calls",
    "may break": "rules are no longer understood, and calls that were right may fail",
    "breaking": "calls that were right may fail, or code that reads answers",
}
_STATES: dict[State, str] = {
    "added": "New pages",
    "gone": "Pages that are not there any more",
    "not fetched": "Pages that could not be fetched",
    "refused": "Pages that can't be trusted",
    "reworded": "Pages in other words, with the same facts",
}
_SEVERITIES: dict[Severity, str] = {
    "breaking": "Breaking",
    "may break": "No longer understood, and may break",
    "warning": "Not breaking, to be known",
    "harmless": "Not breaking",
}
_LONGEST = 80


def as_dict(drift: Drift) -> dict[str, Any]:
    """Return the report for machines."""
    return {
        "verdict": drift.verdict,
        "bump": drift.bump,
        "breaking": sum(change.breaking for change in drift.changes),
        "may_break": sum(change.severity == "may break" for change in drift.changes),
        "changes": len(drift.changes),
        "pages": [_page(page) for page in drift.pages],
    }


def _page(page: PageDrift) -> dict[str, Any]:
    return {
        "page": page.page,
        "state": page.state,
        "bump": page.bump,
        "changes": [change.as_dict() for change in page.changes],
        "problems": [problem.as_dict() for problem in page.problems],
    }


def lines(drift: Drift) -> list[str]:
    """Return one line per page, for a terminal."""
    return [f"{page.page}: {page.state}{_counts(page)}" for page in drift.pages]


def _counts(page: PageDrift) -> str:
    if not page.changes:
        return ""
    breaking = sum(change.breaking for change in page.changes)
    return f", {len(page.changes)} changes, {breaking} breaking, asks for {page.bump}"


def markdown(drift: Drift) -> str:
    """Return the report for people; text from pages appears only in code spans."""
    parts = [f"# Drift of the documentation: {drift.verdict}", _summary(drift)]
    for severity, title in _SEVERITIES.items():
        rows = [change for change in drift.changes if change.severity == severity]
        if rows:
            parts += [f"## {title}", "\n".join(_table(rows))]
    for state, title in _STATES.items():
        pages = drift.of(state)
        if pages:
            parts += [f"## {title}", "\n".join(f"- {_code(page.page)}" for page in pages)]
    if drift.problems:
        parts += ["## To look at", "\n".join(f"- {_problem(each)}" for each in drift.problems)]
    return "\n\n".join(parts) + "\n"


def _summary(drift: Drift) -> str:
    breaking = sum(change.breaking for change in drift.changes)
    asks = "no new version" if drift.bump == "none" else f"a **{drift.bump}** version"
    counts = f"{len(drift.changes)} changes, {breaking} breaking; {len(drift.pages)} pages"
    unchanged = len(drift.of("unchanged"))
    return f"{_ADVICE[drift.verdict].capitalize()}. It asks for {asks}. {counts}, {unchanged} of them unchanged."


def _table(rows: Iterable[Change]) -> Iterator[str]:
    yield "| change | where | before | now | version |"
    yield "|---|---|---|---|---|"
    for row in rows:
        cells = (
            _code(row.id),
            f"{_code(row.page)} {_code(row.at)}",
            _value(row.old, row.old_line),
            _value(row.new, row.new_line),
            row.bump,
        )
        yield f"| {' | '.join(cells)} |"


def _problem(problem: Problem) -> str:
    place = _code(f"{problem.page}:{problem.line}")
    return f"{place} {problem.level}: {_code(problem.what)} ({_code(problem.why)})"


def _value(value: Any, line: int) -> str:
    said = "–" if value is None else _code(json.dumps(value, ensure_ascii=False))
    return f"{said} (line {line})" if line else said


def _code(text: str) -> str:
    """Return text from a page as a code span for a table cell: without markup and line breaks, and shortened."""
    flat = " ".join(text.split()).replace("`", "\u02cb")
    if len(flat) > _LONGEST:
        flat = flat[: _LONGEST - 1] + "…"
    escaped = flat.replace("|", "\\|")
    return f"`{escaped}`"
