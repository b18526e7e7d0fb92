"""The facts of each call, and the record that keeps them; without a journal, nothing does.

Noting a fact returns a future that is done when the fact is on disk. Only an `Intent` can keep a call from being sent:
after the request has gone out, a paid task is worth more than its record, so what can't be written is logged, and
written later.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from evolink._http.port import Request
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError

R = TypeVar("R")


class Fact(Generic[R]):
    """Something that must not be lost; its text is what the log says if it can't be written.

    `R` is what noting it may return, besides None. `at` is always Unix seconds on the port's clock.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Intent(Fact[TaskState]):
    """A request is about to be sent, once. Noting it returns a task if this request made one before, under its key.

    Attributes:
        request: The request; its idempotency key is the call's name.
        output: Where its files are wanted, if the caller said so.
        at: Now.

    Raises:
        SubmissionUncertain: It was sent under this key before, and the answer is not known.
        KeyTaken: Another request was sent under this key.
        JournalFailed: It could not be written.
    """

    request: Request
    output: str | None
    at: float

    @property
    def key(self) -> str:
        """The call's name."""
        return self.request.idempotency_key or ""

    def __str__(self) -> str:
        return f"a request is about to be sent under {self.key}"


@dataclass(frozen=True, slots=True)
class Noted(Fact[str]):
    """The request that was noted under a key is wanted: noting this changes nothing, and returns its body.

    Raises:
        JournalFailed: It can't be read.
    """

    key: str

    def __str__(self) -> str:
        return f"the request under {self.key} is wanted"


@dataclass(frozen=True, slots=True)
class Withdrawn(Fact[None]):
    """The request of an intent was not sent after all."""

    intent: Intent

    def __str__(self) -> str:
        return f"nothing was sent under {self.intent.key}"


@dataclass(frozen=True, slots=True)
class Answered(Fact[None]):
    """The service made a task.

    Raises:
        Fenced: Another process has taken over the call and has another task for it.
    """

    key: str
    state: TaskState
    at: float

    def __str__(self) -> str:
        return f"task {self.state.id} was created under {self.key}"


@dataclass(frozen=True, slots=True)
class Refused(Fact[float]):
    """This sending made no task. Noting it returns when the request was sent before, if that response was lost.

    In that case the call stays held; otherwise nothing was charged.

    Raises:
        Fenced: Another process has taken over the call.
    """

    key: str
    error: EvoLinkError
    at: float

    def __str__(self) -> str:
        return f"no task was created under {self.key}"


@dataclass(frozen=True, slots=True)
class Uncertain(Fact[None]):
    """The response was lost.

    Raises:
        Fenced: Another process has taken over the call.
    """

    key: str
    reason: str

    def __str__(self) -> str:
        return f"a task may have been created under {self.key}"


@dataclass(frozen=True, slots=True)
class Ended(Fact[None]):
    """A task ended, with its links or with the reason why there are none, and with its cost.

    Raises:
        Fenced: Another process has taken over the call.
    """

    state: TaskState
    at: float

    def __str__(self) -> str:
        return f"task {self.state.id} is {self.state.status}"


@dataclass(frozen=True, slots=True)
class Planned(Fact[None]):
    """A result is about to be saved.

    Attributes:
        task_id: The task.
        position: The result's place among the task's results.
        path: Where it will be saved.
        overwrite: Whether a file there may be replaced.

    Raises:
        Fenced: Another process has taken over the call.
    """

    task_id: str
    position: int
    path: Path
    overwrite: bool = field(kw_only=True)

    def __str__(self) -> str:
        return f"a result of task {self.task_id} will be saved as {self.path}"


@dataclass(frozen=True, slots=True)
class Saved(Fact[None]):
    """A result is a file.

    Attributes:
        task_id: The task.
        position: The result's place among the task's results.
        path: The file.
        size: Its bytes.
        sha256: Their hash.
        at: Now.
        key: The call that it is for; needed only if it was not planned, and another call may have the same task.

    Raises:
        Fenced: Another process has taken over the call.
    """

    task_id: str
    position: int
    path: Path
    size: int
    sha256: str
    at: float
    key: str | None = None

    def __str__(self) -> str:
        return f"a result of task {self.task_id} is {self.path}"


class Record(Protocol):
    """Keeps what must not be lost."""

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Note a fact; the future is done when it is on disk, and raises what the fact's class says."""
        ...


class NoRecord:
    """Keeps nothing."""

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Return at once."""
        del fact
        done: Future[R | None] = Future()
        done.set_result(None)
        return done


def has_ended(state: TaskState) -> bool:
    """Whether there is nothing left to wait for: it failed, or completed and its links are there."""
    return state.failed or (state.completed and bool(state.results))


def _done() -> Future[None]:
    done: Future[None] = Future()
    done.set_result(None)
    return done


NOTHING = _done()
"""Is done already: there was nothing to note."""
