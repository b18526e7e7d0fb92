"""`evolink save`: save the results of a completed task."""

import click

from evolink.cli._exit_codes import StoppedError

from ._command import Command
from ._journal import journal_if_usable
from ._journal_completion import complete_task
from ._options import any_type_option, json_option, output_option
from ._report import Report
from ._service import connect
from ._target import Target
from ._waiting import get_task, wait_for


@click.command(
    cls=Command,
    examples=(
        "evolink save task-unified-1769000000-k3v9x2ab -o cat.png",
        "evolink save task-unified-1769000000-k3v9x2ab -o cats/ --overwrite",
    ),
)
@click.argument("task_id", metavar="ID", shell_complete=complete_task)
@output_option("A file, a folder (existing, or ending in /), or - for stdout.  [default: .]")
@any_type_option
@json_option
@click.pass_obj
def command(report: Report, task_id: str, output: str | None, *, overwrite: bool, any_type: bool) -> None:
    """Save the results of a completed task. It costs nothing, and works for as long as their links are valid."""
    target = Target.prepare(output, overwrite=overwrite, any_type=any_type)
    with journal_if_usable(report) as journal, connect(report, journal) as client:
        task = get_task(client, report, task_id)
        if task is None:
            return
        report.add_task(task, target.command(task.id))
        if not task.ended:
            raise StoppedError(f"task {task.id} is still {task.status}; use evolink wait")
        wait_for(client, [task], report, timeout=None, save=target.save, on_saved=target.say_type)
