"""Measure the CPU time of an import and of a read, for all clients in turn."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from peers.roster import BASE, ENTRANTS, Entrant

T = TypeVar("T")

ROUNDS = 7


def imports() -> dict[Entrant, float]:
    """Return the seconds of CPU of each import in a fresh interpreter, less those of the interpreter."""
    measured = {entrant: entrant.imported for entrant in ENTRANTS if entrant.imported}
    return _least(measured, _importing)


def _importing(statement: str) -> float:
    code = f"import time; began = time.process_time(); {statement}; print(time.process_time() - began)"
    command = [sys.executable, "-c", code]
    # What is installed is compiled already; the first round compiles what is not.
    keeps = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=keeps).stdout)  # noqa: S603 - our own


def reads(addresses: Mapping[str, str], calls: int) -> dict[Entrant, float]:
    """Return the seconds of CPU of one read of a task, one after the other, by each blocking client.

    Args:
        addresses: Where each server of the bench is.
        calls: Reads in a row; the fastest run counts.
    """
    drivers = {entrant: entrant.driver() for entrant in ENTRANTS}
    readers = {
        entrant: driver.reader(addresses[entrant.server])
        for entrant, driver in drivers.items()
        if hasattr(driver, "reader")
    }
    return _least(readers, lambda read: _each(read, calls))


def _each(read: Callable[[], object], calls: int) -> float:
    began = time.process_time()
    for _ in range(calls):
        read()
    return (time.process_time() - began) / calls


def _least(subjects: Mapping[Entrant, T], measure: Callable[[T], float]) -> dict[Entrant, float]:
    """Measure all clients in turn, several times, and return the minimum of each: other load can only add."""
    rounds = [{entrant: measure(subject) for entrant, subject in subjects.items()} for _ in range(ROUNDS)]
    return {entrant: min(each[entrant] for each in rounds) for entrant in subjects}


def table(costs: Mapping[str, Mapping[Entrant, float]]) -> str:
    """Return a table in Markdown: all as ratios to raw httpx, and the milliseconds."""
    rows = [f"| | {' | '.join(costs)} |", "|---" * (len(costs) + 1) + "|"]
    for entrant in ENTRANTS:
        cells = [_cell(of, entrant) for of in costs.values()]
        if any(cells):
            rows.append(f"| {entrant.name.partition(', every')[0]} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(of: Mapping[Entrant, float], entrant: Entrant) -> str:
    return f"{of[entrant] / of[BASE]:.2f} ({1000 * of[entrant]:.2f} ms)" if entrant in of else ""
