"""`evolink wait`: wait for one task or several."""

import click

from ._command import Command
from ._journal import journal_if_usable
from ._journal_completion import complete_task
from ._options import any_type_option, json_option, output_option, timeout_option
from ._report import Report, command_line
from ._service import connect
from ._target import Target
from ._waiting import get_task, wait_for


@click.command(
    cls=Command,
    examples=(
        "evolink wait task-unified-1769000000-k3v9x2ab -o cat.png",
        "evolink wait task-unified-1769000000-k3v9x2ab --timeout 60",
    ),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True, shell_complete=complete_task)
@output_option("Save the results to a file, a folder (existing, or ending in /), or - for stdout.")
@any_type_option
@timeout_option
@json_option
@click.pass_obj
def command(report: Report, /, ids: tuple[str, ...], output: str | None, timeout: float | None, **how: bool) -> None:
    """Wait for tasks, also those of other processes, and print each result when its task ends.

    With -o, the results are saved and their paths are printed. Without it, their links are printed, which expire after
    a day.
    """
    wanted = list(dict.fromkeys(ids))
    target = Target.prepare(output, tasks=len(wanted), **how) if output else None
    with journal_if_usable(report) as journal, connect(report, journal) as client:
        tasks = [task for task_id in wanted if (task := get_task(client, report, task_id))]
        for task in tasks:
            report.add_task(task, target.command(task.id) if target else command_line("wait", task.id))
        save, say_type = (target.save, target.say_type) if target else (None, None)
        wait_for(client, tasks, report, timeout=timeout, save=save, on_saved=say_type)
