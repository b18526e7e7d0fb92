"""What the demo prints before and after it runs: prices, files, costs and problems."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demo_files import fits, measure
from demo_plan import Job, total_credits
from demo_run import SENDING, Drawing
from demo_sheet import Print

_CREDITS_PER_DOLLAR = 68


@dataclass(frozen=True, slots=True)
class Finished:
    """A saved image with its width and height in pixels."""

    job: Job
    path: Path
    width: int
    height: int
    credits: float | None

    def fits(self, *, exact: bool) -> bool:
        """Return whether it has the requested shape; see `demo_files.fits`."""
        return fits(self.job.size, self.width, self.height, exact=exact)

    @property
    def pixels(self) -> str:
        """Its size as text."""
        return f"{self.width}x{self.height}"

    @property
    def asked(self) -> str:
        """The requested size as text."""
        return self.job.size or "any size"

    @property
    def price(self) -> str:
        """Its cost as text."""
        return "unknown cost" if self.credits is None else f"{self.credits:g} credits"

    @property
    def print(self) -> Print:
        """The image for the contact sheet."""
        return Print(self.path, self.job.model, f"{self.asked}   {self.pixels}   {self.price}")


def finished(drawings: Sequence[Drawing]) -> tuple[list[Finished], list[str]]:
    """Open every saved image. Return the valid ones, and the problems with the others."""
    whole: list[Finished] = []
    troubles: list[str] = []
    for drawing in drawings:
        each = None if drawing.credits is None else drawing.credits / drawing.job.images
        for path in drawing.files:
            try:
                whole.append(Finished(drawing.job, path, *measure(path), each))
            except OSError as error:
                troubles.append(f"{path} is not a valid image: {error}")
    return whole, troubles


def troubles_of(drawings: Sequence[Drawing], images: Sequence[Finished], *, exact: bool) -> list[str]:
    """Return which drawings failed, and which images do not have the requested shape."""
    failed = [f"{drawing.job.model}: {drawing.trouble}" for drawing in drawings if drawing.trouble]
    misshapen = [
        f"{each.path} is {each.pixels}, which is not {each.asked}" for each in images if not each.fits(exact=exact)
    ]
    return failed + misshapen


def table(images: Sequence[Finished]) -> str:
    """Return a line for each image: its path, its requested and actual size, and its cost."""
    columns = [[str(each.path), each.asked, each.pixels, each.price] for each in images]
    widths = [max(map(len, column)) for column in zip(*columns, strict=True)]
    rows = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in columns)
    return "\n".join(row.rstrip() for row in rows)


def total(drawings: Sequence[Drawing]) -> float:
    """Return the credits that the service reserved for all finished tasks."""
    return sum(drawing.credits or 0.0 for drawing in drawings if drawing.links)


def headline(jobs: Sequence[Job]) -> str:
    """Return a line that says what is generated."""
    return f"{sum(job.images for job in jobs)} images with {len(jobs)} models at the same time"


def prices(jobs: Sequence[Job]) -> str:
    """Return what the jobs may cost with the real service."""
    amount, complete = total_credits(jobs)
    width = max(len(job.model) for job in jobs)
    lines = [f"  {job.model:<{width}}   {job.images} x {job.size or 'any size':<9}   {_price(job)}" for job in jobs]
    where = os.environ.get("EVOLINK_BASE_URL") or "the real service"
    head = f"{headline(jobs)}, by {where}, at your expense. According to the examples in its documentation:"
    last = f"  total {'about' if complete else 'more than'} {money(amount)}; the service decides the price"
    return "\n".join([head, *lines, last])


def money(amount: float) -> str:
    """Return credits and their approximate value."""
    return f"{amount:g} credits (about {amount / _CREDITS_PER_DOLLAR:.2f} USD)"


def left_behind(drawings: Sequence[Drawing]) -> str:
    """Return which tasks continue after an interruption, and how to get their results."""
    lines = [line for drawing in drawings if (line := _unfinished(drawing))]
    if not lines:
        return "No task was left unfinished."
    return "\n".join(
        ["The service finishes and charges the tasks that were started; results are kept for a day:", *lines]
    )


def _unfinished(drawing: Drawing) -> str | None:
    if drawing.status == SENDING:
        return f"  {drawing.job.model}: the request was being sent; a task may have been created and charged"
    if drawing.task_id and len(drawing.files) < drawing.job.images and not drawing.trouble:
        return f"  {drawing.job.model}: client.tasks.get({drawing.task_id!r}).wait().save('images')"
    return None


def _price(job: Job) -> str:
    return "unknown" if job.credits is None else f"{job.credits:g} credits"
