"""Messages about held calls, with the commands that settle them."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from evolink.cli._exit_codes import ExitCode, StoppedError
from evolink.cli._row_names import name_rows

from ._report import command_line
from ._row_model import model_options

if TYPE_CHECKING:
    from evolink.journal import Call, Journal

_SHOWN = 10
"""How many calls are listed; there may be thousands."""


CONTINUE_BATCH = "to continue (with its --budget and other options):"


def continue_text(run: str | None, single: str) -> str:
    """Return how to continue a call.

    Args:
        run: The command that continues its batch; None if it has none.
        single: The command that finishes it otherwise.
    """
    return f"  {CONTINUE_BATCH if run else 'to continue:'}\n    {run or single}"


def continue_command(journal: "Journal", call: "Call", *, resend: bool = False) -> str | None:
    """Return the command that continues the batch of a row; None for a single call, or for rows from Python.

    Args:
        journal: The journal.
        call: The call of the row.
        resend: Whether to resend held rows.
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
    return command_line("batch", verb, run.manifest, *model_options(run), "-o", run.output, *limits, *again)


class HeldError(StoppedError):
    """Some rows are held, because their responses were lost.

    Args:
        number: How many rows.
        keys: The keys of the first ones.
        resend: The command that resends them.
        lines: Their lines in the manifest.
    """

    exit_code = ExitCode.UNCERTAIN

    def __init__(self, number: int, keys: Sequence[str], resend: str, lines: Sequence[int] = ()) -> None:
        rows, they = name_rows(lines, number), "it" if number == 1 else "they"
        message = f"{rows} held: the response was lost, so {they} may have been charged; never resent automatically"
        super().__init__(message, "\n  ".join(settle_instructions(number, keys, resend)))


def settle_instructions(number: int, keys: Sequence[str], resend: str) -> Iterator[str]:
    """Yield the lines that say how to settle held calls, with each command on its own line.

    Args:
        number: How many calls.
        keys: The keys of the first ones.
        resend: The command that resends them.
    """
    yield from find_instructions(number, keys)
    yield "to resend them with the same keys (keys are undocumented; a service that remembers them charges only once):"
    yield f"  {resend}"


def find_instructions(number: int, keys: Sequence[str]) -> Iterator[str]:
    """Yield the lines that say how to find the tasks of held calls; see `settle_instructions`."""
    yield f"to search the service's list of tasks for {'it' if number == 1 else 'them'}, if it has one:"
    yield f"  {command_line('tasks', 'reconcile')}"
    yield "to record what your account at the service shows, one of:"
    for key in keys[:_SHOWN]:
        yield f"  {command_line('tasks', 'settle', key, '--task', 'ID')}"
        yield f"  {command_line('tasks', 'settle', key, '--unpaid')}"
    if number > _SHOWN:
        yield f"  and {number - _SHOWN:,} more: evolink tasks --state held"
