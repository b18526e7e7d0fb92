"""How a bulk run stands, and how it ended."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from evolink.errors._problem import Problem

from ._check import Plan


@dataclass(frozen=True, slots=True)
class Progress:
    """How a bulk run stands.

    Attributes:
        plan: What the manifest asks for.
        taken_up: Rows that an earlier run had sent and not brought to their end.
        done: Rows whose pictures are all files, by this run or one before.
        failed: Rows that ended without: failed, refused, or not to be saved.
        held: Rows that may have been charged, and whose answer was lost; never sent again by themselves.
        in_flight: Rows under way now.
        again: Rows that failed and get another call in a while.
        spent: Credits paid or set aside, in this run and those before.
        budget: What `spent` may come to; None if there is no limit.
        seconds_left: About how long it takes yet; None while nobody can tell.
        leaving: Whether it was asked to end, and only waits for what is being sent.
    """

    plan: Plan
    taken_up: int = 0
    done: int = 0
    failed: int = 0
    held: int = 0
    in_flight: int = 0
    again: int = 0
    spent: float = 0.0
    budget: float | None = None
    seconds_left: float | None = None
    leaving: bool = False

    @property
    def left(self) -> int:
        """Rows that have not ended."""
        return max(0, self.plan.rows - self.done - self.failed - self.held)


OnProgress = Callable[[Progress], object]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """How a bulk run ended.

    Attributes:
        output: The folder of the pictures.
        results: The file that tells of every row.
        rows: Rows of the manifest that could be run.
        done: Those whose pictures are all files.
        failed: Those that ended without a picture: their tasks failed, or the service refused them.
        unsaved: Those that are paid, and whose pictures could not be saved; the next run tries again.
        held: Those that may have been charged, and whose answer was lost.
        held_keys: The keys of the first hundred of them; see `EvoLink.settle`, and `key` in `results`.
        held_lines: Their lines in the manifest.
        unfinished_lines: Lines of the first hundred rows of the manifest that have no pictures, whatever the reason.
        running: Those whose tasks go on at the service; the next run takes them up.
        left: Those that were not sent.
        spent: Credits paid or set aside, in this run and those before.
        problems: What was wrong with rows that were left out.
        ended_by: Why it ended before its time; None if it did not.
        gone: Paid rows of which an image can't be had any more: its link has died. `results.jsonl` tells which.
    """

    output: Path
    results: Path
    rows: int
    done: int = 0
    failed: int = 0
    unsaved: int = 0
    held: int = 0
    running: int = 0
    left: int = 0
    spent: float = 0.0
    held_keys: tuple[str, ...] = ()
    held_lines: tuple[int, ...] = ()
    unfinished_lines: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    ended_by: Exception | None = None
    gone: int = 0

    @property
    def complete(self) -> bool:
        """Whether every row of the manifest has its pictures."""
        return self.done == self.rows and not self.problems


@dataclass(slots=True)
class Board:
    """What people are shown of a run, as it is counted.

    Attributes:
        progress: How it stands.
        tell: Is shown it.
        began: When it began, on a clock that never goes back.
    """

    progress: Progress
    tell: OnProgress | None
    began: float
    _ended: int = field(default=0)

    def count(self, *, done: int = 0, failed: int = 0, held: int = 0) -> None:
        """Take in rows that have ended; a held one that is sent again counts as -1."""
        self._ended += max(0, done + failed + held)
        now = self.progress
        self.progress = replace(now, done=now.done + done, failed=now.failed + failed, held=now.held + held)

    def begin(self, report: BatchReport) -> None:
        """Take in what earlier runs came to, and show it before anything is sent."""
        self._stand(report, taken_up=report.running + report.unsaved)

    def end(self, report: BatchReport) -> None:
        """Show how it ended."""
        self._stand(report, taken_up=self.progress.taken_up)

    def _stand(self, report: BatchReport, *, taken_up: int) -> None:
        self.progress = replace(
            self.progress,
            taken_up=taken_up,
            done=report.done,
            failed=report.failed,
            held=report.held,
            in_flight=0,
            again=0,
            spent=report.spent,
            seconds_left=None,
        )
        self._tell()

    def leave(self, in_flight: int) -> None:
        """Show that it ends before its time."""
        self.progress = replace(self.progress, in_flight=in_flight, leaving=True)
        self._tell()

    def show(self, now: float, *, in_flight: int, again: int, spent: float) -> None:
        """Show it, reckoning with the pace so far."""
        pace = self._ended / (now - self.began) if now > self.began else 0.0
        left = self.progress.left / pace if pace else None
        self.progress = replace(self.progress, in_flight=in_flight, again=again, spent=spent, seconds_left=left)
        self._tell()

    def _tell(self) -> None:
        if self.tell:
            self.tell(self.progress)
