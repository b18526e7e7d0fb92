"""What the demo prints before and after it runs: prices, files, costs and problems."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demo_files import Measured, fits, measure
from demo_plan import Job, in_words, total_credits
from demo_run import SAVED, SENDING, Drawing
from demo_sheet import Print

_CREDITS_PER_DOLLAR = 68
_NOUNS = {"images": "image", "videos": "video", "audios": "sound"}


@dataclass(frozen=True, slots=True)
class Finished:
    """A saved file and what it is."""

    job: Job
    path: Path
    measured: Measured
    credits: float | None

    def fits(self, *, exact: bool) -> bool:
        """Return whether it has the requested shape; see `demo_files.fits`."""
        return fits(self.job.size, self.measured.width, self.measured.height, exact=exact)

    @property
    def extent(self) -> str:
        """Its size and length as text."""
        pixels = f"{self.measured.width}x{self.measured.height}" if self.measured.width else ""
        length = f"{self.measured.seconds:.1f} s" if self.measured.seconds else ""
        return ", ".join(filter(None, [pixels, length]))

    @property
    def asked(self) -> str:
        """The requested size as text."""
        return asked_size(self.job)

    @property
    def price(self) -> str:
        """Its cost as text."""
        return "unknown cost" if self.credits is None else in_words(self.credits)

    @property
    def print(self) -> Print:
        """Its place on the contact sheet."""
        facts = "   ".join(filter(None, [self.extent, self.price, self.job.source]))
        return Print(self.measured.picture, self.job.model, facts, playing=self.measured.seconds > 0)


def prints_of(files: Sequence[Finished]) -> list[Print]:
    """Return the places of all files on the contact sheet, the file that was edited before its edit."""
    prints: list[Print] = []
    for each in files:
        if isinstance(each.job.reference, Path):
            source = measure(each.job.reference)
            facts = f"{source.width}x{source.height}   a file on this disk, uploaded by the client"
            prints.append(Print(source.picture, each.job.reference.name, facts))
        prints.append(each.print)
    return prints


def finished(drawings: Sequence[Drawing]) -> tuple[list[Finished], list[str]]:
    """Open every saved file. Return the valid ones, and the problems with the others."""
    whole: list[Finished] = []
    troubles: list[str] = []
    for drawing in drawings:
        each = None if drawing.credits is None else drawing.credits / max(1, len(drawing.files))
        for path in drawing.files:
            try:
                whole.append(Finished(drawing.job, path, measure(path), each))
            except OSError as error:
                troubles.append(f"{path} is not a valid file: {error}")
    return whole, troubles


def troubles_of(drawings: Sequence[Drawing], images: Sequence[Finished], *, exact: bool) -> list[str]:
    """Return which drawings failed, and which images do not have the requested shape."""
    failed = [f"{drawing.job.model}: {drawing.trouble}" for drawing in drawings if drawing.trouble]
    misshapen = [
        f"{each.path} is {each.extent}, which is not {each.asked}" for each in images if not each.fits(exact=exact)
    ]
    return failed + misshapen


def table(images: Sequence[Finished]) -> str:
    """Return a line for each file: its path, its requested and actual size, its cost, and what it was made from."""
    columns = [[str(each.path), each.asked, each.extent, each.price, each.job.source] for each in images]
    widths = [max(map(len, column)) for column in zip(*columns, strict=True)]
    rows = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in columns)
    return "\n".join(row.rstrip() for row in rows)


def total(drawings: Sequence[Drawing]) -> float:
    """Return the credits that the service reserved for all finished tasks."""
    return sum(drawing.credits or 0.0 for drawing in drawings if drawing.links)


def headline(jobs: Sequence[Job]) -> str:
    """Return a line that says what is generated."""
    counts: dict[str, int] = {}
    for job in jobs:
        made = f"edit of {job.reference.name}" if isinstance(job.reference, Path) else _NOUNS.get(job.kind, job.kind)
        counts[made] = counts.get(made, 0) + 1
    *firsts, last = [_counted(number, noun) for noun, number in counts.items()]
    what = f"{', '.join(firsts)} and {last}" if firsts else last
    return f"{what} with {len(jobs)} models at the same time"


def asked_size(job: Job) -> str:
    """Return the requested size as text."""
    return job.size or ("" if job.kind == "audios" else "any size")


def _counted(number: int, noun: str) -> str:
    article = "an" if noun[0] in "aeiou" else "a"
    return f"{article} {noun}" if number == 1 else f"{number} {noun}s"


def prices(jobs: Sequence[Job]) -> str:
    """Return what the jobs may cost with the real service."""
    amount, complete = total_credits(jobs)
    width = max(len(job.model) for job in jobs)
    lines = [f"  {job.model:<{width}}   {asked_size(job):<9}   {_price(job)}" for job in jobs]
    where = os.environ.get("EVOLINK_BASE_URL") or "the real service"
    head = f"{headline(jobs)}, by {where}, at your expense. As far as prices are known:"
    last = f"  total {'about' if complete else 'more than'} {money(amount)}; the service decides the price"
    return "\n".join([head, *lines, last])


def money(amount: float) -> str:
    """Return credits and their approximate value."""
    return f"{in_words(amount)} (about {amount / _CREDITS_PER_DOLLAR:.2f} USD)"


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
    if drawing.task_id and drawing.status != SAVED and not drawing.trouble:
        return f"  {drawing.job.model}: client.tasks.get({drawing.task_id!r}).wait().save('{drawing.job.kind}')"
    return None


def _price(job: Job) -> str:
    return "unknown" if job.credits is None else in_words(job.credits)
