"""What is wrong, as values: collected, sorted and printed together."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["error", "note"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing a person should know of: where it is, what it is, and why it matters.

    Attributes:
        page: Name of the page (or other input) it was found in.
        line: Line number counted from 1; 0 where no line can be named.
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
    """A page that no reader understands; it carries the reasons."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Return only those that stop a command."""
    return [problem for problem in problems if problem.level == "error"]
