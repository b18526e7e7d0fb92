"""The demo's drawings: all jobs at the same time, each from its request to its files."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from demo_plan import Job

from evolink import AsyncEvoLink, AsyncResults, AsyncTask, EvoLinkError

WAITING, SENDING, SAVING, SAVED, FAILED = "waiting", "sending", "saving", "saved", "failed"
_DONE = 100.0


@dataclass(slots=True)
class Drawing:
    """A job and its progress.

    Attributes:
        job: The job.
        status: One of the constants above, or the service's status while the task runs.
        progress: Percent done.
        task_id: The task's ID; None until there is one.
        estimate: The service's estimate in seconds, if there is one.
        credits: The credits that the service reserved, if known.
        started: When its request was sent, in seconds on the monotonic clock.
        ended: When its last file was saved, or it failed.
        links: The links to its results.
        files: The saved files.
        trouble: What went wrong.
        linked: Set once `links` is final.
    """

    job: Job
    status: str = WAITING
    progress: float = 0.0
    task_id: str | None = None
    estimate: float | None = None
    credits: float | None = None
    started: float | None = None
    ended: float | None = None
    links: tuple[str, ...] = ()
    files: list[Path] = field(default_factory=list[Path])
    trouble: str | None = None
    linked: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds(self) -> float:
        """The seconds from its request to its end, or to now."""
        if self.started is None:
            return 0.0
        return (time.monotonic() if self.ended is None else self.ended) - self.started


Update = Callable[[Drawing], None]
"""Called after each change of a drawing."""


class _ReferenceMissingError(Exception):
    """There is no image to edit."""


async def draw_all(client: AsyncEvoLink, drawings: Sequence[Drawing], folder: Path, update: Update) -> None:
    """Run all drawings and save their images in a folder. A failed one has a `trouble`; the others continue."""
    by_number = {drawing.job.number: drawing for drawing in drawings}
    async with asyncio.TaskGroup() as group:
        for drawing in drawings:
            group.create_task(_draw(client, drawing, by_number, folder, update))


async def _draw(
    client: AsyncEvoLink, drawing: Drawing, others: Mapping[int, Drawing], folder: Path, update: Update
) -> None:
    try:
        images = await _made(client, drawing, await _references(drawing.job, others), update)
        await _save(images, drawing, folder, update)
    except (EvoLinkError, OSError, _ReferenceMissingError) as error:
        drawing.trouble, drawing.status = str(error), FAILED
    finally:
        drawing.ended = time.monotonic()
        drawing.linked.set()
        update(drawing)


async def _references(job: Job, others: Mapping[int, Drawing]) -> list[Path | str]:
    """Return what a job starts from: its file, which the client uploads, or the link to an image, once there is one."""
    match job.reference:
        case None:
            return []
        case Path() as file:
            return [file]
        case number:
            other = others[number]
            await other.linked.wait()
            if not other.links:
                raise _ReferenceMissingError(f"not sent: {other.job.model} produced no image to start from")
            return [other.links[0]]


async def _made(
    client: AsyncEvoLink, drawing: Drawing, references: Sequence[Path | str], update: Update
) -> AsyncResults:
    drawing.started, drawing.status = time.monotonic(), SENDING
    update(drawing)
    request = drawing.job.request(references)
    # The typed call expects a literal model. A model from the contract needs this, and is checked all the same.
    maker = getattr(client, drawing.job.kind)
    task = await maker.submit(model=drawing.job.model, unchecked=True, **request)

    def follow(task: AsyncTask) -> None:
        drawing.status, drawing.progress = task.status, task.progress or 0.0
        update(drawing)

    drawing.task_id, drawing.estimate, drawing.credits = task.id, task.estimated_time, task.credits_reserved
    follow(task)
    images: AsyncResults = await task.wait(on_progress=follow)
    drawing.links = images.urls
    drawing.linked.set()
    return images


async def _save(images: AsyncResults, drawing: Drawing, folder: Path, update: Update) -> None:
    drawing.status, drawing.progress = SAVING, _DONE
    update(drawing)
    for place, image in enumerate(images):
        letter = chr(ord("a") + place) if len(images) > 1 else ""
        name = f"demo-{drawing.job.number}{letter}-{re.sub(r'[^A-Za-z0-9._-]', '_', drawing.job.model)}"
        drawing.files.append(await image.save(folder / name))
    drawing.status = SAVED
