"""Where calls begin spans and count tasks, whether or not the program uses OpenTelemetry.

It does if it has imported its API, as everything does that sets a provider. If not, nothing is imported here, and a
span costs a look at `sys.modules`. Nothing here raises: what is paid for must not be lost because a trace can't be
written.
"""

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from evolink._telemetry import otel

Facts = Mapping[str, str | bool | int | float]
"""The attributes of a span."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A kind of span.

    Attributes:
        name: The first word of the span's name.
        remote: Whether it waits for a service, and does not only hold other spans together.
        paid: Whether it may cost, so that a cancellation in it is an error too.
    """

    name: str
    remote: bool = True
    paid: bool = False


GENERATE = Operation("generate", remote=False)
ROW = Operation("row", remote=False)
SUBMIT = Operation("submit", paid=True)
WAIT = Operation("wait")
SAVE = Operation("save")
DOWNLOAD = Operation("download")
UPLOAD = Operation("upload")


class Span(Protocol):
    """One operation, as a trace shows it."""

    def tell(self, facts: Callable[[], Facts], /) -> None:
        """Add facts, which are made only if somebody sees them."""
        ...

    def fail(self, error: BaseException, /) -> None:
        """Say that it failed."""
        ...

    def end(self, error: BaseException | None = None, /) -> None:
        """End it, for a span that no `with` ends."""
        ...


class EndedTask(Protocol):
    """What is counted of a task that has ended."""

    @property
    def id(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def completed(self) -> bool: ...
    @property
    def credits_used(self) -> float | None: ...


class _Unseen:
    """A span that nobody sees."""

    def tell(self, facts: Callable[[], Facts], /) -> None:
        del facts

    def fail(self, error: BaseException, /) -> None:
        del error

    def end(self, error: BaseException | None = None, /) -> None:
        del error


_UNSEEN = _Unseen()
_NOTHING: AbstractContextManager[Span] = nullcontext(_UNSEEN)


def span(operation: Operation, facts: Callable[[], Facts]) -> AbstractContextManager[Span]:
    """Return the context of an operation: the spans that begin in it are parts of it.

    Args:
        operation: What is done.
        facts: Makes its first facts.
    """
    seen = _otel()
    return _NOTHING if seen is None else seen.current(operation, facts) or _NOTHING


def begin(operation: Operation, facts: Callable[[], Facts]) -> Span | None:
    """Begin one of many operations that go on at the same time; None if nobody sees it. It has to be ended."""
    seen = _otel()
    return None if seen is None else seen.begin(operation, facts)


@contextmanager
def creating(facts: Callable[[], Facts], clock: Callable[[], float]) -> Generator[Span]:
    """Be the context of one create request; that it failed is measured too.

    Args:
        facts: Makes its first facts.
        clock: Returns seconds on the monotonic clock.
    """
    began = clock()
    with span(SUBMIT, facts) as seen:
        try:
            yield seen
        except BaseException as error:
            if (otel := _otel()) is not None:
                otel.not_created(facts, clock() - began, error)
            raise


def task_created(task_id: str, now: float) -> None:
    """Remember when a task was created, in seconds on the monotonic clock."""
    if (seen := _otel()) is not None:
        seen.task_created(task_id, now)


def task_ended(task: EndedTask, now: float, running_at: float | None = None) -> None:
    """Count a task that was seen to have ended; each counts once in a process.

    Args:
        task: The task.
        now: When that was seen, in seconds on the monotonic clock.
        running_at: When it was last seen without an end.
    """
    if (seen := _otel()) is not None:
        seen.task_ended(task, now, running_at)


def _otel() -> "otel.Telemetry | None":
    if "opentelemetry.trace" not in sys.modules and "opentelemetry.metrics" not in sys.modules:
        return None
    try:
        from evolink._telemetry.otel import TELEMETRY
    except ImportError:  # what is installed is something else, or too old
        return None
    return TELEMETRY
