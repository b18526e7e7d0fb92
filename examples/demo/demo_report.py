"""What the demo says before and after it draws: prices, files, costs, and what is wrong."""

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
    """A saved picture, measured; width and height in pixels."""

    job: Job
    path: Path
    width: int
    height: int
    credits: float | None

    def fits(self, *, exact: bool) -> bool:
        """Return whether it has the asked shape; see `demo_files.fits`."""
        return fits(self.job.size, self.width, self.height, exact=exact)

    @property
    def pixels(self) -> str:
        """Its size in words."""
        return f"{self.width}x{self.height}"

    @property
    def asked(self) -> str:
        """The asked size in words."""
        return self.job.size or "any size"

    @property
    def price(self) -> str:
        """Its cost in words."""
        return "cost untold" if self.credits is None else f"{self.credits:g} credits"

    @property
    def print(self) -> Print:
        """The picture as it goes on the contact sheet."""
        return Print(self.path, self.job.model, f"{self.asked}   {self.pixels}   {self.price}")


def finished(drawings: Sequence[Drawing]) -> tuple[list[Finished], list[str]]:
    """Open every saved picture; give those that are whole, and what is wrong with others."""
    whole: list[Finished] = []
    troubles: list[str] = []
    for drawing in drawings:
        each = None if drawing.credits is None else drawing.credits / drawing.job.pictures
        for path in drawing.files:
            try:
                whole.append(Finished(drawing.job, path, *measure(path), each))
            except OSError as error:
                troubles.append(f"{path} is no whole picture: {error}")
    return whole, troubles


def troubles_of(drawings: Sequence[Drawing], pictures: Sequence[Finished], *, exact: bool) -> list[str]:
    """Return which drawings failed, and which pictures do not have the shape that was asked for."""
    failed = [f"{drawing.job.model}: {drawing.trouble}" for drawing in drawings if drawing.trouble]
    misshapen = [
        f"{each.path} is {each.pixels}, which is not {each.asked}" for each in pictures if not each.fits(exact=exact)
    ]
    return failed + misshapen


def table(pictures: Sequence[Finished]) -> str:
    """Return a line for each picture: where it is, its size as asked and as made, and its cost."""
    columns = [[str(each.path), each.asked, each.pixels, each.price] for each in pictures]
    widths = [max(map(len, column)) for column in zip(*columns, strict=True)]
    rows = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in columns)
    return "\n".join(row.rstrip() for row in rows)


def total(drawings: Sequence[Drawing]) -> float:
    """Return the credits that the service set aside for all that was made."""
    return sum(drawing.credits or 0.0 for drawing in drawings if drawing.links)


def headline(jobs: Sequence[Job]) -> str:
    """Return what is going to be drawn."""
    return f"{sum(job.pictures for job in jobs)} pictures with {len(jobs)} models side by side"


def prices(jobs: Sequence[Job]) -> str:
    """Return what the jobs may cost at the real service."""
    amount, complete = total_credits(jobs)
    width = max(len(job.model) for job in jobs)
    lines = [f"  {job.model:<{width}}   {job.pictures} x {job.size or 'any size':<9}   {_price(job)}" for job in jobs]
    where = os.environ.get("EVOLINK_BASE_URL") or "the real service"
    head = f"{headline(jobs)}, by {where}, at your cost. By the examples in its documentation:"
    last = f"  together {'about' if complete else 'more than'} {money(amount)}; the service has the last word"
    return "\n".join([head, *lines, last])


def money(amount: float) -> str:
    """Return credits with what they are worth."""
    return f"{amount:g} credits ({amount / _CREDITS_PER_DOLLAR:.2f} USD or so)"


def left_behind(drawings: Sequence[Drawing]) -> str:
    """Return what goes on at the service after an interruption, and how to get at it."""
    lines = [line for drawing in drawings if (line := _unfinished(drawing))]
    if not lines:
        return "No task was left unfinished."
    return "\n".join(["The service finishes and charges what was begun; results last a day:", *lines])


def _unfinished(drawing: Drawing) -> str | None:
    if drawing.status == SENDING:
        return f"  {drawing.job.model}: the request was under way, a task may have been made and charged"
    if drawing.task_id and len(drawing.files) < drawing.job.pictures and not drawing.trouble:
        return f"  {drawing.job.model}: client.tasks.get({drawing.task_id!r}).wait().save('pictures')"
    return None


def _price(job: Job) -> str:
    return "unknown" if job.credits is None else f"{job.credits:g} credits"
