"""What a run found, as data that every report is made of."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .documented import Page
from .exchange import Exchange


class Outcome(StrEnum):
    """What came of one check."""

    PASSED = "passed"
    FAILED = "failed"
    BEYOND = "reported"
    """The server breaks or keeps a rule that no page states; it counts for nothing."""
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class Failure:
    """A check that failed.

    Attributes:
        name: The check, which pytest can select.
        area: What it belongs to.
        title: What must hold, in a sentence.
        case: For which case it was checked; may be empty.
        rules: What the documentation says, in sentences.
        pages: Where it says so.
        found: What is wrong.
        exchanges: The last requests, the one that shows it last.
    """

    name: str
    area: str
    title: str
    case: str
    rules: tuple[str, ...]
    pages: tuple[Page, ...]
    found: str
    exchanges: tuple[Exchange, ...]


@dataclass
class Verdict:
    """What a run found.

    Attributes:
        server: The address that was judged, or what stands for it.
        contract: The version of the package whose contract it was judged by.
        began: When, in Unix seconds.
        seconds: How long it took.
        counts: How many checks of each area had each outcome.
        reasons: Why checks were not judged, and how many.
        failures: The checks that failed.
        beyond: What only rules forbid that no page states, and how often it was found.
        absent: Operations that no page documents, and the server does not have.
        answers: How often each operation answered with each status.
        budget: The credits that might be spent; None if they cost nothing.
        spent: The credits that were spent, by the server's own words.
        stopped: Why the run ended before its time; empty if it did not.
        unfinished: Why a part of the checks could not be judged, beyond what was asked for; empty if all could.
        interruption: What a person stopped the run with, or None.
    """

    server: str
    contract: str
    began: float = 0.0
    seconds: float = 0.0
    counts: dict[str, Counter[Outcome]] = field(default_factory=dict[str, Counter[Outcome]])
    reasons: Counter[str] = field(default_factory=Counter[str])
    failures: list[Failure] = field(default_factory=list[Failure])
    beyond: Counter[str] = field(default_factory=Counter[str])
    absent: list[str] = field(default_factory=list[str])
    answers: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    budget: float | None = None
    spent: float = 0.0
    stopped: str = ""
    unfinished: str = ""
    interruption: BaseException | None = None

    @property
    def interrupted(self) -> bool:
        """Whether a person stopped the run."""
        return self.interruption is not None

    def count(self, area: str, outcome: Outcome) -> None:
        """Count a check."""
        self.counts.setdefault(area, Counter())[outcome] += 1

    def total(self, outcome: Outcome) -> int:
        """Return how many checks had an outcome."""
        return sum(counts[outcome] for counts in self.counts.values())

    @property
    def judged(self) -> int:
        """How many checks were judged."""
        return self.total(Outcome.PASSED) + self.total(Outcome.FAILED)

    @property
    def status(self) -> int:
        """The exit status: 1 if a check failed, 2 if not enough was judged, 0 if all that was judged is right."""
        if self.failures:
            return 1
        return 2 if self.interrupted or self.lacking else 0

    @property
    def lacking(self) -> str:
        """Why not enough was judged; empty if it was."""
        if self.stopped:
            return f"stopped {self.stopped}"
        return self.unfinished or ("" if self.total(Outcome.PASSED) else "nothing was judged")

    @property
    def sentence(self) -> str:
        """The verdict in one sentence."""
        failed, passed = self.total(Outcome.FAILED), self.total(Outcome.PASSED)
        if failed:
            return f"{failed:,} of {self.judged:,} checks failed."
        if self.interrupted:
            return f"Interrupted: {passed:,} checks had passed."
        if not passed:
            return "Nothing was judged."
        if self.lacking:
            return f"Not enough was judged: {passed:,} checks passed before."
        return f"All {passed:,} checks that were judged passed."

    @property
    def costs(self) -> tuple[str, str] | None:
        """The credits that were spent and those that might be; None if they cost nothing."""
        if self.budget is None:
            return None
        spent, allowed = (f"{round(each, 2):,.12g}" for each in (self.spent, self.budget))
        return spent, allowed

    def rows(self) -> Iterator[tuple[str, list[int]]]:
        """Yield each area with how many of its checks had each outcome."""
        for area, counts in self.counts.items():
            yield area, [counts[outcome] for outcome in Outcome]
