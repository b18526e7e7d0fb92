"""What a run recorded for its report."""

from collections import Counter, deque
from dataclasses import dataclass, field
from typing import Final

from .exchange import Exchange

_KEPT: Final = 5  # of one test; a task may be polled for minutes


def _few() -> deque[Exchange]:
    return deque(maxlen=_KEPT)


@dataclass
class Record:
    """What a run recorded.

    Attributes:
        answers: How often each operation answered with each status.
        beyond: Answers that only our own rules forbid, and how often each was found.
        absent: Operations that no page documents, and the service does not have.
        exchanges: The last requests of the current test, and what came of them.
        spent: The credits that the answers said requests cost.
        exhausted: Why nothing more can be paid; empty while something can.
    """

    answers: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    beyond: Counter[str] = field(default_factory=Counter[str])
    absent: set[str] = field(default_factory=set[str])
    exchanges: deque[Exchange] = field(default_factory=_few)
    spent: float = 0.0
    exhausted: str = ""

    def clear(self) -> None:
        """Forget everything, for another run."""
        for each in (self.answers, self.beyond, self.absent, self.exchanges):
            each.clear()
        self.spent, self.exhausted = 0.0, ""


RECORD: Final = Record()
