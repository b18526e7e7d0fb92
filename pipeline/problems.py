"""Problems are values: they are collected, sorted and printed together."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["error", "note"]


@dataclass(frozen=True, order=True)
class Problem:
    """One problem: where it is, what it is, and which rule it breaks.

    Attributes:
        page: Name of the page (or other input) it was found in.
        line: Line number from 1; 0 if it has no line.
        level: `error` stops the command, a `note` does not.
        what: What was found, with the value.
        why: The rule that makes it a problem.
    """

    page: str
    line: int
    level: Level
    what: str
    why: str

    def __str__(self) -> str:
        """Return the one line that is printed: `page:line: level: what (why)`."""
        return f"{self.page}:{self.line}: {self.level}: {self.what} ({self.why})"

    def as_dict(self) -> dict[str, str | int]:
        """Return the same facts for machines."""
        return asdict(self)


class Refused(Exception):  # noqa: N818 - the field's word for it
    """A page is refused; the exception carries the problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a command."""
    return [problem for problem in problems if problem.level == "error"]
