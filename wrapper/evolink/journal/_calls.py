"""What is read from a journal, as values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from evolink._contract.fingerprint import fingerprint_of
from evolink._task.state import Fault, TaskState

from ._states import State


@dataclass(frozen=True, slots=True)
class Result:
    """One result of a task.

    Attributes:
        position: Its place among the task's results, from 0.
        url: The link.
        expires_at: Unix seconds until which the link surely works; None if unknown.
        path: Where the file is or will be; None if no file was asked for.
        overwrite: Whether a file of that name may be replaced.
        size: Bytes of the file, once it is complete.
        sha256: The hash of the file, once it is complete.
        saved_at: Unix seconds; None until the file is complete.
    """

    position: int
    url: str
    expires_at: float | None = None
    path: Path | None = None
    overwrite: bool = False
    size: int | None = None
    sha256: str | None = None
    saved_at: float | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call that costs credits: its request, and what became of it. Times are Unix seconds of this machine.

    Attributes:
        id: Its number in the journal; later calls have higher numbers, whatever the clock says.
        key: The idempotency key it is sent under.
        model: The model asked for.
        body: The request, as it is sent.
        fingerprint: SHA-256 of the request, whatever the order of its parameters.
        state: Its state.
        created_at: When it was noted.
        sent_at: When it was about to be sent; None before. For a call that was held, the first time: that request
            may have been charged.
        ended_at: When its end was noticed.
        task_id: The service's task.
        task_created: When the task was made, on the service's clock.
        credits_expected: What it was expected to cost.
        credits_reserved: What the service reserved.
        credits_used: What it cost, as the service reported.
        error_code: Why it failed or was refused, as the service's code.
        error_message: The same in words; for a held call, how the response was lost.
        output: Where its files are wanted, if the caller said so.
        session: The number of the session that holds it.
        fence: How often it was taken over.
        batch: The number of its batch; None if it has none.
        row_id: The row's name in its batch.
        line: The row's line in its manifest.
        attempt: The number of this call among those of its row, from 1.
        shared_task: Its task, if the service had answered another call with the same one before.
        draft: For a row with files of this machine, what it asks for before they are uploaded; see `Draft`.
        results: Its results.
    """

    id: int
    key: str
    model: str
    body: str = field(repr=False)
    fingerprint: str
    state: State
    created_at: float
    sent_at: float | None = None
    ended_at: float | None = None
    task_id: str | None = None
    task_created: float | None = None
    credits_expected: float | None = None
    credits_reserved: float | None = None
    credits_used: float | None = None
    error_code: str | None = None
    error_message: str | None = None
    output: str | None = None
    session: int | None = None
    fence: int = 0
    batch: int | None = None
    row_id: str | None = None
    line: int | None = None
    attempt: int = 1
    shared_task: str | None = None
    draft: str | None = field(default=None, repr=False)
    results: tuple[Result, ...] = ()

    @property
    def request(self) -> dict[str, Any]:
        """The model and its parameters."""
        request: dict[str, Any] = json.loads(self.body)
        return request

    @property
    def cost(self) -> float | None:
        """The credits that it has cost or, as long as that is unknown, that are set aside for it."""
        return self.credits_reserved if self.credits_used is None else self.credits_used

    @property
    def unsaved(self) -> tuple[Result, ...]:
        """Its results that are not saved."""
        return tuple(result for result in self.results if result.saved_at is None)

    @property
    def first_expiry(self) -> float:
        """When the first link of an unsaved file expires, Unix seconds; 0 if there is none, or none is known."""
        return min((result.expires_at or 0.0 for result in self.unsaved), default=0.0)

    @property
    def task(self) -> TaskState | None:
        """Its task, as far as the journal knows it; None if it has none."""
        if self.task_id is None:
            return None
        ended = self.state in {State.COMPLETED, State.FAILED}
        failed = self.state is State.FAILED
        return TaskState(
            self.task_id,
            model=self.model,
            status=str(self.state) if ended else "pending",
            created=self.task_created,
            credits_reserved=self.credits_reserved,
            results=tuple(result.url for result in self.results),
            error=Fault(self.error_code or "", self.error_message or "") if failed else None,
        )


@dataclass(frozen=True, slots=True)
class Costs:
    """What completed calls of a model have cost, in credits.

    Attributes:
        calls: How many of them have a known cost.
        least: The cheapest.
        mean: The average.
        most: The most expensive.
    """

    calls: int
    least: float | None
    mean: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a batch, checked already.

    Attributes:
        row_id: Its name, unique in the batch: a row of the same name is the same row.
        line: Its line in the manifest.
        model: The model.
        body: The request as JSON, as it will be sent; with the hashes of files that are still to be uploaded.
        credits_expected: What it may cost, if that is known.
        draft: Where its files are, if it has any; see `Draft`.
    """

    row_id: str
    line: int
    model: str
    body: str = field(repr=False)
    credits_expected: float | None = None
    draft: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a row with files of this machine asks for, before they are uploaded.

    Attributes:
        body: The request as JSON, with `sha256:` and the hash of each file in the place of its link.
        files: Where each file is, and what it is, by what stands for it in the body.
    """

    body: str
    files: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the draft that `write` has written."""
        return cls(**json.loads(text))

    def write(self) -> str:
        """Return it as text."""
        return json.dumps({"body": self.body, "files": dict(self.files)}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one `Batch.take` returned.

    Attributes:
        calls: To be sent now by this session, each under its `key`.
        wait: Seconds until the rate allows the next; 0.0 if the rate is not what ended it.
        short: Credits that the budget lacks for the next row; 0.0 if the budget is not what ended it. Infinite if
            the cost of the next row or of the unanswered calls is unknown.
    """

    calls: tuple[Call, ...]
    wait: float = 0.0
    short: float = 0.0


@dataclass(frozen=True, slots=True)
class StateTotals:
    """The calls of a batch in one state, and their credits.

    Attributes:
        calls: How many there are.
        committed: How much of the budget they use.
        used: What they cost, according to the service.
    """

    calls: int
    committed: float
    used: float


def unsent_body(call: Call) -> str:
    """Return the body of a call that is planned again: with the hashes of its files, whose links may be dead by now."""
    return call.body if call.draft is None else Draft.read(call.draft).body


def fingerprint(body: str) -> tuple[str, str]:
    """Return a request's model and its fingerprint."""
    request: dict[str, Any] = json.loads(body)
    return str(request.get("model", "")), fingerprint_of(request)
