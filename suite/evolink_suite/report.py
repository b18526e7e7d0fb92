"""The report of a run, as text. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from evolink_contract import document

from .contract import Operation
from .record import Record

_OUTCOMES: Final = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def table(record: Record, operations: Iterable[Operation]) -> Iterator[str]:
    """Yield a line for each documented answer: how often it was received."""
    for operation in operations:
        for status in operation.responses:
            times = record.answers[operation.id, status]
            yield f"{operation.id:<24} {status}  {f'met {times} times' if times else 'not met'}"


def outcomes(stats: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    """Return how many tests had each outcome."""
    return {name: len(stats[name]) for name in _OUTCOMES if stats.get(name)}


def page(record: Record, operations: Sequence[Operation], counted: Mapping[str, int]) -> str:
    """Return the report as Markdown."""
    parts = (
        ["# Contract report", "", ", ".join(f"{count} {name}" for name, count in counted.items()), ""],
        ["## Documented answers", "", "| operation | status | met |", "|---|---|---|", *_rows(record, operations), ""],
        ["## Checked against these pages", "", *(f"- {each}" for each in _pages()), ""],
        ["## Stricter than the documentation (not counted as failures)", "", *_beyond(record), ""],
        ["## Documented on no page, only shown by the vendor's clients", "", *_vendor(record, operations), ""],
        ["## Failures", "", *_failures(record)],
    )
    return "\n".join(line for part in parts for line in part) + "\n"


def _rows(record: Record, operations: Sequence[Operation]) -> Iterator[str]:
    for operation in operations:
        for status in operation.responses:
            yield f"| {operation.id} | {status} | {record.answers[operation.id, status]} |"


def _pages() -> list[str]:
    """Return the pages that the operations and models come from."""
    contract = document()
    nodes = [node for item in contract["paths"].values() for node in item.values()]
    nodes += contract["components"]["schemas"].values()
    found = {page["name"]: page["url"] for node in nodes for page in node.get("x-evolink-pages", ())}
    return sorted(f"{name} <{url}>" if url else name for name, url in found.items())


def _beyond(record: Record) -> list[str]:
    return [f"- {problem} ({times} times)" for problem, times in record.beyond.items()] or ["Nothing."]


def _vendor(record: Record, operations: Sequence[Operation]) -> Iterator[str]:
    for operation in operations:
        if operation.is_vendor:
            times = sum(count for (name, _), count in record.answers.items() if name == operation.id)
            state = "absent" if operation.id in record.absent else f"answered {times} times"
            yield f"- {operation.id}: {state}"


def _failures(record: Record) -> Iterator[str]:
    if not record.failures:
        yield "None."
    for name, commands in record.failures.items():
        yield from (f"### {name}", "", "```sh", *commands, "```", "")
