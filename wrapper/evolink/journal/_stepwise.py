"""Changes made of single statements, so that those of many calls reach the server together and not one by one.

A server's answer to each statement would take longer than the statement.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from evolink.errors import EvoLinkError

from ._direct import Direct
from ._transaction import Change, Transaction

T = TypeVar("T")
ChangeResult = tuple[Any, EvoLinkError | None]
"""What a change returned, or the error it raised."""


class Run(NamedTuple):
    """A statement to run.

    Attributes:
        statement: The statement.
        given: Its values.
    """

    statement: Direct
    given: Mapping[str, Any]


Steps = Generator[Run, int, T]
"""Yields statements, receives how many rows each has changed, and returns the result of the change."""


class Stepwise:
    """A change that may be made beside those of other calls.

    Args:
        begin: Begins the change, in a transaction.
        about: The keys and tasks of its calls: changes that share one are made in their order. One that names none
            is made by itself.
    """

    def __init__(self, begin: Callable[[Transaction], Steps[Any]], *about: str) -> None:
        self.begin = begin
        self.about = frozenset(about)

    def __call__(self, tx: Transaction) -> Any:
        """Make it now, by itself."""
        return walk(tx, self.begin(tx))


def walk(tx: Transaction, steps: Steps[T]) -> T:
    """Run statement after statement, and return the result."""
    changed = None
    while True:
        try:
            step = steps.send(changed) if changed is not None else next(steps)
        except StopIteration as end:
            result: T = end.value
            return result
        changed = step.statement.run(tx.connection, step.given).rowcount


def apply(changes: Sequence[Change[Any]], tx: Transaction) -> list[ChangeResult]:
    """Make changes in their order, as far as it matters; return the result of each."""
    results: dict[int, ChangeResult] = {}
    beside: dict[int, Stepwise] = {}
    about: set[str] = set()

    def make() -> None:
        results.update(_in_step(beside, tx))
        beside.clear()
        about.clear()

    together = tx.connection.dialect.name != "sqlite"  # it runs in this process: there is no way to save
    for place, change in enumerate(changes):
        if not (together and isinstance(change, Stepwise) and change.about):
            make()
            results[place] = _alone(change, tx)
            continue
        if change.about & about:
            make()
        beside[place] = change
        about |= change.about
    make()
    return [results[place] for place in range(len(changes))]


def _alone(change: Change[Any], tx: Transaction) -> ChangeResult:
    try:
        return change(tx), None
    except EvoLinkError as error:
        return None, error


def _in_step(changes: Mapping[int, Stepwise], tx: Transaction) -> dict[int, ChangeResult]:
    """Make changes beside each other: run the next statements of all, those that are the same in one go."""
    results: dict[int, ChangeResult] = {}
    going = {place: change.begin(tx) for place, change in changes.items()}
    answers: dict[int, int | None] = dict.fromkeys(going)
    while answers:
        asked: dict[Direct, dict[int, Mapping[str, Any]]] = {}
        for place, changed in answers.items():
            step = _next(going[place], changed)
            if isinstance(step, Run):
                asked.setdefault(step.statement, {})[place] = step.given
            else:
                results[place] = step
        answers = {}
        for statement, given in asked.items():
            answers.update(zip(given, statement.run_many(tx.connection, [*given.values()]), strict=True))
    return results


def _next(steps: Steps[Any], changed: int | None) -> Run | ChangeResult:
    """Return the next statement of a change, or its result."""
    try:
        return next(steps) if changed is None else steps.send(changed)
    except StopIteration as end:
        return end.value, None
    except EvoLinkError as error:
        return None, error
