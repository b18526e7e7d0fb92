"""The demo's drawings: all jobs side by side, each followed from its request to its files."""

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from demo_plan import Job

from evolink import AsyncEvoLink, AsyncResults, AsyncTask, EvoLinkError

WAITING, SENDING, SAVING, SAVED, FAILED = "waiting", "sending", "saving", "saved", "failed"
_DONE = 100.0


@dataclass(slots=True)
class Drawing:
    """A job and how far it has come.

    Attributes:
        job: What it is to be.
        status: One of this module's words, or the service's own while the task runs.
        progress: Percent done.
        task_id: The task's id; None until there is one.
        estimate: Seconds that the service expects it to take, if it says.
        credits: Credits that the service set aside for it, if it says.
        started: When its request was sent, in seconds on the monotonic clock.
        ended: When its last file was there, or it failed.
        links: The results.
        files: The saved pictures.
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
        """Seconds since its request was sent, until it ended."""
        if self.started is None:
            return 0.0
        return (time.monotonic() if self.ended is None else self.ended) - self.started


Tell = Callable[[Drawing], None]
"""Called after each change of a drawing."""


class _ReferenceMissingError(Exception):
    """The picture to edit was not made."""


async def draw_all(client: AsyncEvoLink, drawings: Sequence[Drawing], folder: Path, tell: Tell) -> None:
    """Draw all side by side and save them in a folder; what fails says so in its `trouble`, the others go on."""
    by_number = {drawing.job.number: drawing for drawing in drawings}
    async with asyncio.TaskGroup() as group:
        for drawing in drawings:
            reference = by_number.get(drawing.job.edits or 0)
            group.create_task(_draw(client, drawing, reference, folder, tell))


async def _draw(client: AsyncEvoLink, drawing: Drawing, reference: Drawing | None, folder: Path, tell: Tell) -> None:
    try:
        images = await _made(client, drawing, await _links_of(reference), tell)
        await _save(images, drawing, folder, tell)
    except (EvoLinkError, OSError, _ReferenceMissingError) as error:
        drawing.trouble, drawing.status = str(error), FAILED
    finally:
        drawing.ended = time.monotonic()
        drawing.linked.set()
        tell(drawing)


async def _links_of(reference: Drawing | None) -> tuple[str, ...]:
    """Wait for the picture to edit and give its link."""
    if reference is None:
        return ()
    await reference.linked.wait()
    if not reference.links:
        raise _ReferenceMissingError(f"not sent: {reference.job.model} made no picture to edit")
    return reference.links[:1]


async def _made(client: AsyncEvoLink, drawing: Drawing, references: Sequence[str], tell: Tell) -> AsyncResults:
    drawing.started, drawing.status = time.monotonic(), SENDING
    tell(drawing)
    request = drawing.job.request(references)
    # The typed call wants a literal model; one read from the contract goes this way, and is checked all the same.
    task = await client.images.submit(model=drawing.job.model, unchecked=True, **request)

    def follow(task: AsyncTask) -> None:
        drawing.status, drawing.progress = task.status, task.progress or 0.0
        tell(drawing)

    drawing.task_id, drawing.estimate, drawing.credits = task.id, task.estimated_time, task.credits_reserved
    follow(task)
    images = await task.wait(on_progress=follow)
    drawing.links = images.urls
    drawing.linked.set()
    return images


async def _save(images: AsyncResults, drawing: Drawing, folder: Path, tell: Tell) -> None:
    drawing.status, drawing.progress = SAVING, _DONE
    tell(drawing)
    for place, image in enumerate(images):
        letter = chr(ord("a") + place) if len(images) > 1 else ""
        name = f"demo-{drawing.job.number}{letter}-{re.sub(r'[^A-Za-z0-9._-]', '_', drawing.job.model)}"
        drawing.files.append(await image.save(folder / name))
    if len(images) != drawing.job.pictures:
        drawing.trouble = f"{drawing.job.pictures} pictures were asked for, {len(images)} came"
    drawing.status = SAVED
