"""Prints a table of faults and of what the client did: `python -m tests.faults`."""

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from tests.clients import MODES, Mode
from tests.faults import acts
from tests.faults.run import Report, play
from tests.faults.scenarios import SCENARIOS, Scenario

_AT_ONCE = 4
_COLUMNS = ("tasks", "ended right", "deadline", "retry-after", "id kept", "key safe")
Row = tuple[Scenario, Mode, Report]


def main() -> int:
    """Play every scenario with the sync and the async client, print the table, and return the exit status."""
    pairs = [(scenario, mode) for scenario in SCENARIOS for mode in MODES]
    # Ctrl-C interrupts the main thread, so the scenarios with it are played there.
    alone = {(each.name, mode): play(each, mode) for each, mode in pairs if _is_interrupted(each)}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        reports = list(pool.map(lambda pair: alone.get((pair[0].name, pair[1])) or play(*pair), pairs))
    rows = [(scenario, mode, report) for (scenario, mode), report in zip(pairs, reports, strict=True)]
    print("\n".join(table(rows)))  # noqa: T201 - a command line prints
    return 0 if all(report.held for *_, report in rows) else 1


def _is_interrupted(scenario: Scenario) -> bool:
    return any(acts.INTERRUPTS in plan for plan in scenario.plans.values())


def table(rows: Iterable[Row]) -> list[str]:
    """Return the table's lines; the last one counts the rows that held."""
    rows = list(rows)
    width = max(len(scenario.name) for scenario, *_ in rows)
    head = f"{'the service':{width}}  {'client':6}  " + "  ".join(_COLUMNS)
    lines = [_line(width, *row) for row in rows]
    return [head, "-" * len(head), *lines, f"held {sum(report.held for *_, report in rows)}/{len(rows)}"]


def _line(width: int, scenario: Scenario, mode: Mode, report: Report) -> str:
    facts = (report.survived, report.deadline, report.retry_after, report.id_kept, report.key_safe)
    cells = [str(report.created), *(_cell(fact) for fact in facts)]
    shown = "  ".join(f"{cell:{len(name)}}" for cell, name in zip(cells, _COLUMNS, strict=True))
    return f"{scenario.name:{width}}  {mode:8}  {shown}  {'; '.join(report.why)}".rstrip()


def _cell(fact: bool | None) -> str:  # noqa: FBT001 - what a cell shows
    return "-" if fact is None else "yes" if fact else "NO"


if __name__ == "__main__":
    sys.exit(main())
