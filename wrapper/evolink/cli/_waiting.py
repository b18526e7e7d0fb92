"""Waiting for tasks, and what becomes of their pictures; the same for `generate` and for `wait`."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from evolink._task.base import is_refused
from evolink.errors import EvoLinkError

from ._progress import Watch, watching
from ._report import Report, command_line

if TYPE_CHECKING:
    from pathlib import Path

    from evolink import EvoLink, Results, Task

Keep = Callable[["Task", "Results"], Iterable["Path"]]
"""Saves a task's pictures, giving the path of each as it is done."""


def wait_for(
    client: "EvoLink", tasks: "list[Task]", report: Report, *, timeout: float | None, keep: Keep | None
) -> None:
    """Wait for tasks; give the path of each picture, or its link.

    Args:
        client: Whose tasks they are.
        tasks: The tasks.
        report: Where it is told. What goes wrong with a task is told there too, and the others go on.
        timeout: Seconds in all.
        keep: Saves the pictures; None to give links.
    """
    with watching(report, tasks) as watch:
        for task in client.tasks.as_completed(tasks, timeout=timeout, on_progress=watch.saw):
            try:
                _finish(task, report, watch, keep)
            except BrokenPipeError:
                raise
            except (EvoLinkError, OSError) as error:
                report.failed(task, error, watch.say)


def found(client: "EvoLink", report: Report, task_id: str) -> "Task | None":
    """Read a task by its id; that it can't be read is told, with the id, and does not keep others waiting."""
    try:
        return client.tasks.get(task_id)
    except EvoLinkError as error:
        report.trouble(error, task_id)
        return None


def _pictures_of(task: "Task") -> "Results":
    """Return the pictures of a task that is waited for no longer.

    Raises:
        EvoLinkError: There are none, and this is why.
    """
    trouble = task.trouble
    if trouble and is_refused(task):
        raise trouble
    return task.wait(timeout=0)


def _finish(task: "Task", report: Report, watch: Watch, keep: Keep | None) -> None:
    images = _pictures_of(task)
    watch.say(f"task {task.id}: completed{_cost(task)}")
    left: BrokenPipeError | None = None
    for path in keep(task, images) if keep else ():
        report.saved(task, path)
        try:
            watch.give(str(path))
        except BrokenPipeError as error:  # nobody reads the paths any more, and yet the images are wanted
            left = error
    if not keep:
        for url in images.urls:
            watch.give(url)
        watch.say(f"  links last for a day; to keep the pictures: {command_line('save', task.id)}")
    report.let_go(task)
    if left:
        raise left


def _cost(task: "Task") -> str:
    used = task.credits_used
    if used is not None:
        return f", {used:g} credits"
    return "" if task.credits_reserved is None else f", {task.credits_reserved:g} credits reserved"
