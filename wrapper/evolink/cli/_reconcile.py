"""`evolink tasks reconcile`: match held calls with the tasks that the service lists."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from evolink.cli._exit_codes import ExitCode, StoppedError

from ._command import Command
from ._held import continue_command, continue_text
from ._journal import required_journal
from ._options import json_option
from ._report import Report, command_line
from ._service import connect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evolink._calls.reconcile import Reconciled
    from evolink.journal import Journal


class _StillHeldError(StoppedError):
    exit_code = ExitCode.UNCERTAIN


@click.command(
    cls=Command,
    short_help="Find the tasks of held calls.",
    examples=(
        "evolink tasks reconcile",
        "evolink tasks reconcile --json",
    ),
)
@json_option
@click.pass_obj
def reconcile(report: Report) -> None:
    """Search the service's own list of tasks for the tasks of held calls.

    A call is given a task only if there is no other choice: the task has the call's model, was created at its time,
    and cannot belong to any other call. Other calls are listed with the commands that settle them. The list of tasks
    is not documented. If the service has none, a message says so, and nothing changes.

    The exit status is 5 as long as calls are held.
    """
    with required_journal() as journal:
        with connect(report, journal) as client:
            found = client.reconcile()
        report.data = {"reconciled": [asdict(each) for each in found]}
        if not found:
            report.print_message("no call is held")
        for each in found:
            report.print_data(f"{each.key}  {each.task_id or 'held'}")
            report.print_message(f"  {each.model}: {each.reason}")
        adopted = [each.key for each in found if each.task_id]
        for text in _next(journal, adopted):
            report.print_message(text)
    held = [each for each in found if not each.task_id]
    if held:
        raise _StillHeldError(f"still held: {len(held):,}", "\n  ".join(_settling(held)))


def _next(journal: "Journal", keys: "Sequence[str]") -> list[str]:
    """Return how to continue the calls, without duplicates."""
    calls = [call for call in map(journal.call, keys) if call is not None]
    texts = (continue_text(continue_command(journal, call), command_line("resume")) for call in calls)
    return list(dict.fromkeys(texts))


def _settling(held: "Sequence[Reconciled]") -> Iterator[str]:
    yield "to record what your account at the service shows, one of:"
    for each in held:
        for task_id in each.candidates:
            yield f"  {command_line('tasks', 'settle', each.key, '--task', task_id)}"
        yield f"  {command_line('tasks', 'settle', each.key, '--unpaid')}"
