"""Prints the table of faults and what the client did: `python -m tests.faults`."""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from tests.clients import MODES, Mode
from tests.faults import acts
from tests.faults.run import Report, play
from tests.faults.stories import STORIES, Story

_AT_ONCE = 4
_COLUMNS = ("tasks", "ended right", "deadline", "retry-after", "id kept", "key safe")
Row = tuple[Story, Mode, Report]


def main() -> int:
    """Play every story with the sync and the async client, print the table, and return the exit status."""
    pairs = [(story, mode) for story in STORIES for mode in MODES]
    alone = {
        (pair[0].name, pair[1]): play(*pair) for pair in pairs if acts.INTERRUPTS in pair[0].plans.get("create", ())
    }
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # a Ctrl-C comes to the main thread, so those were played there
        reports = list(pool.map(lambda pair: alone.get((pair[0].name, pair[1])) or play(*pair), pairs))
    rows = [(story, mode, report) for (story, mode), report in zip(pairs, reports, strict=True)]
    print("\n".join(table(rows)))  # noqa: T201 - a command line prints
    return 0 if all(report.held for *_, report in rows) else 1


def table(rows: Iterable[Row]) -> list[str]:
    """Return the table's lines; the last one tells how many rows held."""
    rows = list(rows)
    width = max(len(story.name) for story, *_ in rows)
    head = f"{'the service':{width}}  {'client':6}  " + "  ".join(_COLUMNS)
    lines = [_line(width, *row) for row in rows]
    return [head, "-" * len(head), *lines, f"held {sum(report.held for *_, report in rows)}/{len(rows)}"]


def _line(width: int, story: Story, mode: Mode, report: Report) -> str:
    facts = (report.survived, report.deadline, report.retry_after, report.id_kept, report.key_safe)
    cells = [str(report.created), *(_cell(fact) for fact in facts)]
    shown = "  ".join(f"{cell:{len(name)}}" for cell, name in zip(cells, _COLUMNS, strict=True))
    return f"{story.name:{width}}  {mode:8}  {shown}  {'; '.join(report.why)}".rstrip()


def _cell(fact: bool | None) -> str:  # noqa: FBT001 - what a cell shows
    return "-" if fact is None else "yes" if fact else "NO"


if __name__ == "__main__":
    sys.exit(main())
