"""Held calls as people are shown them, with the commands that settle each."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ._exits import Exit, StoppedError
from ._report import command_line
from ._rows_named import rows_named

if TYPE_CHECKING:
    from evolink.journal import Call, Journal

_SHOWN = 10
"""Calls that are named; there may be thousands."""


GO_ON = "to go on with it; a bulk run, with the --budget and --rate that it had:"


def go_on(journal: "Journal", call: "Call", *, resend: bool = False) -> str | None:
    """Return the command that goes on with a row of a bulk run; None for a call of its own, or of rows from Python.

    Args:
        journal: The journal.
        call: The row's call.
        resend: Whether held rows are to be sent again.
    """
    run = None if call.batch is None else journal.batch_of(call.batch)
    if run is None or run.manifest is None or run.output is None:
        return None
    shared = journal.shared_limits(run.id)
    budget, rate = shared or (None, None)
    limits = [] if budget is None else ["--budget", f"{budget:.12g}"]
    limits += [] if rate is None else ["--rate", f"{rate:.12g}/s"]
    verb = "submit" if shared and not resend else "run"
    again = ["--resend-held"] if resend else []
    return command_line("batch", verb, run.manifest, "-o", run.output, *limits, *again)


class HeldError(StoppedError):
    """There are rows that may have been charged, and whose answers were lost.

    Args:
        number: How many.
        keys: Of the first of them.
        resend: The command that sends them again.
        lines: Their lines in a manifest.
    """

    exit_code = Exit.UNCERTAIN

    def __init__(self, number: int, keys: Sequence[str], resend: str, lines: Sequence[int] = ()) -> None:
        rows = rows_named(lines, number)
        told = f"{rows} held: sent, the answer lost, so perhaps charged; no run sends them again by itself"
        super().__init__(told, "\n  ".join(settling(number, keys, resend)))


def settling(number: int, keys: Sequence[str], resend: str) -> Iterator[str]:
    """Return the lines that say how held calls are settled; each command stands on a line of its own.

    Args:
        number: Of the calls.
        keys: Of the first of them.
        resend: The command that sends them again.
    """
    yield from finding(number, keys)
    yield "to send them again under the same keys; a service that remembers keys then charges once (undocumented):"
    yield f"  {resend}"


def finding(number: int, keys: Sequence[str]) -> Iterator[str]:
    """Return the lines that say how the tasks of held calls are found; see `settling`."""
    yield "to look for their tasks, where the service lists them:"
    yield f"  {command_line('tasks', 'reconcile')}"
    yield "to say what became of each, as the service's own records show it; either of"
    for key in keys[:_SHOWN]:
        yield f"  {command_line('tasks', 'settle', key, '--task', 'ID')}"
        yield f"  {command_line('tasks', 'settle', key, '--unpaid')}"
    if number > _SHOWN:
        yield f"  and so for {number - _SHOWN:,} more: evolink tasks --state held"
