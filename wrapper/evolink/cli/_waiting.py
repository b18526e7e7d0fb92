"""Wait for tasks and save their results, for `generate`, `wait`, `save` and `resume`."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from evolink._contract.operations import url_schema
from evolink._costs.words import charged
from evolink._task.base import progress_of
from evolink.errors import EvoLinkError, NotFound, RequestRefused

from ._progress import ProgressDisplay, show_progress
from ._report import Report, command_line

if TYPE_CHECKING:
    from pathlib import Path

    from evolink import EvoLink, Results, Task

_EXAMPLE_ID = "task-unified-1769000000-k3v9x2ab"
SaveResults = Callable[["Task", "Results"], Iterable["Path"]]
"""Saves the results of a task, and yields the path of each file."""


def wait_for(
    client: "EvoLink",
    tasks: "list[Task]",
    report: Report,
    *,
    timeout: float | None,
    save: SaveResults | None,
    on_saved: "Callable[[Path, ProgressDisplay], None] | None" = None,
) -> None:
    """Wait for tasks, and print what each has cost, and the path or the link of each result.

    Args:
        client: The client of the tasks.
        tasks: The tasks.
        report: Prints the results. It also prints errors; the other tasks continue.
        timeout: Seconds for all tasks.
        save: Saves the results; None to print their links.
        on_saved: Called with each file.
    """
    with show_progress(report, tasks) as watch:
        for task in client.tasks.as_completed(tasks, timeout=timeout, on_progress=watch.update):
            try:
                _finish(task, report, watch, save, _outcome(task, report, is_only=len(tasks) == 1), on_saved)
            except BrokenPipeError:
                raise
            except (EvoLinkError, OSError) as error:
                report.add_task_error(task, error, watch.print_message)


def get_task(client: "EvoLink", report: Report, task_id: str) -> "Task | None":
    """Read a task, or report the error with its ID and return None, so that other tasks can continue."""
    try:
        return client.tasks.get(task_id)
    except EvoLinkError as error:
        report.add_error(error, task_id)
        if isinstance(error, NotFound | RequestRefused) and not report.wants_json:
            if not _looks_like_id(task_id):
                report.print_message(f"  a task ID looks like {_EXAMPLE_ID}")
            report.print_message(f"  the IDs of your calls: {command_line('tasks', '--verbose')}")
        return None


def _looks_like_id(text: str) -> bool:
    return re.search(url_schema("task", "task_id").get("pattern", ""), text) is not None


def _results_of(task: "Task") -> "Results":
    """Return the results of a task after the wait.

    Raises:
        EvoLinkError: There are no results.
    """
    trouble = task.trouble
    if trouble and progress_of(task).hopeless:
        raise trouble
    return task.wait(timeout=0)


def _finish(
    task: "Task",
    report: Report,
    watch: ProgressDisplay,
    save: SaveResults | None,
    outcome: str,
    on_saved: "Callable[[Path, ProgressDisplay], None] | None",
) -> None:
    images = _results_of(task)
    watch.print_message(outcome)
    left: BrokenPipeError | None = None
    for path in save(task, images) if save else ():
        report.add_file(task, path)
        try:
            watch.print_data(str(path))
            if on_saved:
                on_saved(path, watch)
        except BrokenPipeError as error:  # the reader of the paths is gone, but the results are still wanted
            left = error
    if not save:
        for url in images.urls:
            watch.print_data(url)
        watch.print_message(f"  links expire after a day; to save the results: {command_line('save', task.id)}")
    report.finish_task(task)
    if left:
        raise left


def _outcome(task: "Task", report: Report, *, is_only: bool) -> str:
    """Return what a completed task has cost and how long it took, as far as that is known."""
    cost = charged(task.credits_used, task.credits_reserved, report.seconds_since_sent(task))
    if is_only and cost:
        return cost
    return f"task {task.id}: completed" + (f", {cost}" if cost else "")
