"""Tasks to their ends: waiting with progress, saving, and what a tool shows of them."""

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evolink._calls.results import get_link
from evolink._calls.task import AsyncTask
from evolink._calls.task_operations import wait_for_all
from evolink._contract.billing import image_count
from evolink._contract.kinds import IMAGES, find_kind_of_model
from evolink._files.destination import Destination
from evolink._files.media_types import HEAD, detect_type
from evolink._task.base import failure_of
from evolink.errors import EvoLinkError

from .failures import describe
from .generation import saved_file
from .schemas import File, Task
from .session import Session

if TYPE_CHECKING:
    from evolink.journal import Call

ShowProgress = Callable[[float, str], Awaitable[None]]
"""Shows the percent that are done, and a word about it."""

_MOST_SHOWN = 700_000
"""Bytes of images that a result shows: some clients refuse one of more than 1 MB, and base64 takes a third more."""
_LEAST_FOR_FILES = 8.0
"""Seconds that files may take, however long the task took. With the usual wait, that is less than a minute in all."""
_SHOWABLE = {each.name for each in IMAGES.media_types if not each.on_request}


async def wait(tasks: Sequence[AsyncTask], session: Session, seconds: float, show: ShowProgress) -> None:
    """Wait for tasks; see `TaskOperations.wait_all`."""
    furthest = 0.0

    async def on_progress(task: AsyncTask) -> None:
        nonlocal furthest
        done = sum(100.0 if each.ended else each.progress or 0.0 for each in tasks) / len(tasks)
        furthest = max(furthest, done)
        await show(furthest, f"task {task.id} is {task.status}")

    await wait_for_all(session.flow, [task for task in tasks if not task.ended], seconds, on_progress)
    for task in tasks:
        session.budget.note_cost(task.id, task.credits_used if task.ended else None)


async def finished(session: Session, task: AsyncTask, seconds: float, *, repeated: bool = False) -> Task:
    """Save the files of a task if it has completed, and return what a tool shows of it.

    Args:
        session: The session.
        task: The task.
        seconds: How long to wait for its files. They are saved in any case.
        repeated: Whether an earlier call had made it.
    """
    shown = _shown(task, repeated=repeated)
    if shown.credits is None:  # a read does not say what was reserved
        call = await session.read(lambda journal: journal.of_task(task.id))
        shown = shown.model_copy(update={"credits": call.cost if call else None})
    if task.failed:
        return _with_error(shown, failure_of(task))
    if not task.ended:
        if task.trouble:
            return _with_error(shown, task.trouble)
        return shown.model_copy(update={"next_step": f"It continues on the service. Call `wait` with {task.id}."})
    try:
        saved = await session.shared(task.id, lambda: save(session, task), max(seconds, _LEAST_FOR_FILES))
        return shown.model_copy(update={"files": files_at(saved)})
    except TimeoutError:
        return shown.model_copy(update={"next_step": f"Its files are being saved. Call `wait` with {task.id}."})
    except (EvoLinkError, OSError) as error:
        return _with_error(shown, error)


def known(call: "Call") -> Task:
    """Return what a tool shows of an earlier call whose files are all there."""
    return Task(
        task_id=call.task_id or "",
        model=call.model,
        status="completed",
        progress=100,
        credits=call.cost,
        files=files_at([path for each in call.results if (path := saved_file(each))]),
        links=[each.url for each in call.results],
        repeated=True,
    )


async def save(
    session: Session,
    task: AsyncTask,
    place: Destination | None = None,
    *,
    any_type: bool = False,
) -> list[Path]:
    """Save the results of a completed task, and return their files. What is there already is not saved again.

    Args:
        session: The session.
        task: The task.
        place: Where they go; if None, where its call says, inside the session's folder.
        any_type: Whether to save types that few programs open as well.

    Raises:
        EvoLinkError: They can't be downloaded, or other files are there.
        OSError: They can't be written.
    """
    call = await session.read(lambda journal: journal.of_task(task.id))
    results = await task.wait(timeout=0)
    chosen = place or _destination(session, task, call)
    there = {} if place or call is None else {each.position: saved_file(each) for each in call.results}
    expected = image_count(call.request) if call else len(results)
    if place:  # else a file there may be what an earlier session saved and did not record
        await asyncio.to_thread(place.prepare, expected)
    paths: list[Path] = []
    for position, path in enumerate(chosen.places(task.id, len(results), expected)):
        link = get_link(results[position])
        if (saved := there.get(position)) is None or not saved.resolve().is_relative_to(session.output):
            await link.plan(path, overwrite=chosen.overwrite)
            saved = await link.save(path, overwrite=chosen.overwrite, timeout=None, adopt=True, any_type=any_type)
        paths.append(saved)
    return paths


def _destination(session: Session, task: AsyncTask, call: "Call | None") -> Destination:
    """Return where a task's files go: where its call says, unless that is not in the session's folder."""
    wanted = call.output if call else None
    if wanted and not Path(wanted).resolve().is_relative_to(session.output):
        wanted = None
    return Destination.of(wanted or f"{session.output}/", find_kind_of_model(task.model), overwrite=False)


def files_at(paths: Sequence[Path]) -> list[File]:
    """Return what a tool shows of files."""
    return [File(path=str(path), bytes=path.stat().st_size, media_type=_media_type(path)) for path in paths]


def small_images(files: Sequence[File]) -> list[tuple[str, str]]:
    """Return images as base64 with their media types, as long as all of them together are small."""
    images = [each for each in files if each.media_type in _SHOWABLE]
    if sum(each.bytes for each in images) > _MOST_SHOWN:
        return []
    return [(b64encode(Path(each.path).read_bytes()).decode(), each.media_type or "") for each in images]


def _media_type(path: Path) -> str | None:
    with path.open("rb") as file:
        found = detect_type(file.read(HEAD))
    return found.name if found else None


def _shown(task: AsyncTask, *, repeated: bool) -> Task:
    return Task(
        task_id=task.id,
        model=task.model,
        status=task.status,
        progress=task.progress,
        credits=task.credits_reserved if task.credits_used is None else task.credits_used,
        links=list(task.results),
        repeated=repeated,
    )


def _with_error(shown: Task, error: EvoLinkError | OSError) -> Task:
    words, facts = describe(error)
    return shown.model_copy(update={"error": {**facts, "message": words}})
