"""The progress of a batch, and how it ended."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from evolink._costs.words import amount, duration, in_credits
from evolink.batch._manifest.plan import Plan
from evolink.errors._problem import Problem


@dataclass(frozen=True, slots=True, repr=False)
class Progress:
    """The progress of a batch.

    Attributes:
        plan: What the manifest asks for.
        taken_up: Rows that an earlier run had sent and not finished.
        done: Rows whose results are all files, by this run or an earlier one.
        failed: Rows that ended without: failed, refused, or impossible to save.
        held: Rows that may have been charged, and whose response was lost; they are never sent again by themselves.
        in_flight: Rows in progress now.
        again: Rows that failed and get another call later.
        spent: Credits paid or set aside, by this run and earlier ones.
        budget: The limit of `spent`; None if there is no limit.
        seconds_left: Estimated seconds until the end; None while that is unknown.
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

    def __str__(self) -> str:
        spent = amount(self.spent) if self.budget is None else f"{amount(self.spent)} of {amount(self.budget)}"
        end = "" if self.seconds_left is None else f", about {duration(self.seconds_left)} left"
        leaving = ", ending" if self.leaving else ""
        counts = _counts(failed=self.failed, held=self.held, in_flight=self.in_flight, again=self.again)
        return f"{self.done:,} of {self.plan.rows:,} rows done{counts}, {spent} credits{end}{leaving}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


OnProgress = Callable[[Progress], object]


@dataclass(frozen=True, slots=True, repr=False)
class BatchReport:
    """How a batch ended.

    Attributes:
        output: The folder of the images.
        results: The file with a line for every row.
        rows: Rows of the manifest that could be run.
        done: Those whose results are all files.
        failed: Those that ended without a result: their tasks failed, or the service refused them.
        unsaved: Those that are paid, and whose results could not be saved; the next run tries again.
        held: Those that may have been charged, and whose response was lost.
        held_keys: The keys of the first hundred of them; see `EvoLink.settle`, and `key` in `results`.
        held_lines: Their lines in the manifest.
        unfinished_lines: Lines of the first hundred rows of the manifest that have no results, whatever the reason.
        running: Those whose tasks continue at the service; the next run waits for them.
        left: Those that were not sent.
        spent: Credits paid or set aside, by this run and earlier ones.
        problems: What was wrong with rows that were left out.
        ended_by: Why it ended before its time; None if it did not.
        gone: Paid rows with a result that can no longer be downloaded, since its link has expired; see `results`.
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
        """Whether every row of the manifest has its images."""
        return self.done == self.rows and not self.problems

    def __str__(self) -> str:
        counts = _counts(failed=self.failed, unsaved=self.unsaved, held=self.held, running=self.running, left=self.left)
        bad = f", {len(self.problems):,} problems" if self.problems else ""
        why = f"; ended by {self.ended_by}" if self.ended_by else ""
        spent = in_credits(self.spent)
        return f"{self.done:,} of {self.rows:,} rows done{counts}{bad} for {spent}: {self.results}{why}"

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self}>"


def _counts(**counts: int) -> str:
    """Return those rows that there are, in words."""
    return "".join(f", {number:,} {name.replace('_', ' ')}" for name, number in counts.items() if number)


@dataclass(slots=True)
class ProgressReporter:
    """Counts the rows of a batch, and reports its progress.

    Attributes:
        progress: The progress so far.
        on_progress: Called with it.
        began: When the run began, on a clock that never goes back.
    """

    progress: Progress
    on_progress: OnProgress | None
    began: float
    _ended: int = field(default=0)

    def count(self, *, done: int = 0, failed: int = 0, held: int = 0) -> None:
        """Count rows that have ended; a held one that is sent again counts as -1."""
        self._ended += max(0, done + failed + held)
        now = self.progress
        self.progress = replace(now, done=now.done + done, failed=now.failed + failed, held=now.held + held)

    def begin(self, report: BatchReport) -> None:
        """Report what earlier runs have done, before anything is sent."""
        self._adopt(report, taken_up=report.running + report.unsaved)

    def end(self, report: BatchReport) -> None:
        """Report how the batch ended."""
        self._adopt(report, taken_up=self.progress.taken_up)

    def leave(self, in_flight: int) -> None:
        """Report that it ends before its time."""
        self.progress = replace(self.progress, in_flight=in_flight, leaving=True)
        self._report()

    def show(self, now: float, *, in_flight: int, again: int, spent: float) -> None:
        """Report the progress, with an estimate by the pace so far."""
        pace = self._ended / (now - self.began) if now > self.began else 0.0
        left = self.progress.left / pace if pace else None
        self.progress = replace(self.progress, in_flight=in_flight, again=again, spent=spent, seconds_left=left)
        self._report()

    def _adopt(self, report: BatchReport, *, taken_up: int) -> None:
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
        self._report()

    def _report(self) -> None:
        if self.on_progress:
            self.on_progress(self.progress)
