"""`evolink tasks reconcile`: held calls beside the tasks that the service lists."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from ._exits import Exit, StoppedError
from ._held import GO_ON, go_on
from ._journal import needed
from ._options import json_option
from ._report import Report, command_line
from ._service import connected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evolink._calls.reconcile import Reconciled
    from evolink.journal import Journal


class _StillHeldError(StoppedError):
    exit_code = Exit.UNCERTAIN


@click.command(short_help="Find the tasks of held calls at the service.")
@json_option
@click.pass_obj
def reconcile(report: Report) -> None:
    """Look for the tasks of calls that are held, in the service's own list of tasks.

    A call gets a task only where there is no choice: one task of its model was made at its time, the journal has it
    for no call, and it fits no other call. All else is shown with the commands that settle it. The list is not
    documented, and some services have none; then a message says so, and nothing changes.

    The exit status is 5 as long as calls are held.
    """
    with needed() as journal:
        with connected(report, journal) as client:
            found = client.reconcile()
        report.data = {"reconciled": [asdict(each) for each in found]}
        if not found:
            report.say("no call is held")
        for each in found:
            report.give(f"{each.key}  {each.task_id or 'held'}")
            report.say(f"  {each.model}: {each.reason}")
        adopted = [each.key for each in found if each.task_id]
        for command in _next(journal, adopted):
            report.say(f"  {GO_ON}\n    {command}")
    held = [each for each in found if not each.task_id]
    if held:
        raise _StillHeldError(f"held as before: {len(held):,}", "\n  ".join(_settling(held)))


def _next(journal: "Journal", keys: "Sequence[str]") -> list[str]:
    """Return the commands that go on with calls, each once."""
    calls = [call for call in map(journal.call, keys) if call is not None]
    return list(dict.fromkeys(go_on(journal, call) or command_line("resume") for call in calls))


def _settling(held: "Sequence[Reconciled]") -> Iterator[str]:
    yield "to say what became of each, as the service's own records show it; one of"
    for each in held:
        for task_id in each.candidates:
            yield f"  {command_line('tasks', 'settle', each.key, '--task', task_id)}"
        yield f"  {command_line('tasks', 'settle', each.key, '--unpaid')}"
