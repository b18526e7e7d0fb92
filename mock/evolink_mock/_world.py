"""The only mutable state of the mock: keys, credits, tasks, the journal."""

import heapq
import secrets
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from evolink_mock._life import Life, Story

if TYPE_CHECKING:
    from evolink_mock._contract import Model, Operation
    from evolink_mock._http import Request, Response
    from evolink_mock._picture import Picture

_CREDIT_DIGITS = 6
_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Account:
    """One API key and its money.

    Attributes:
        api_key: The key.
        granted: Credits it was given in all; None if it is unlimited.
        models: Names of the models it may use; None for every model.
        reserved: Credits held for tasks under way.
        used: Credits spent on completed tasks.
        script: Stories for the key's next tasks, first in first out; once empty, tasks complete.
    """

    api_key: str
    granted: float | None
    models: frozenset[str] | None = None
    reserved: float = 0.0
    used: float = 0.0
    script: deque[Story] = field(default_factory=deque[Story])

    @property
    def remaining(self) -> float:
        """Credits that are neither spent nor held; 0 for an unlimited key, which holds none."""
        return 0.0 if self.granted is None else round(self.granted - self.reserved - self.used, _CREDIT_DIGITS)

    def affords(self, credits: float) -> bool:  # noqa: A002 - the service's word
        """Tell whether that many credits can be held."""
        return self.granted is None or credits <= self.remaining

    def reserve(self, amount: float) -> None:
        """Hold credits for a task that begins."""
        self.reserved = round(self.reserved + amount, _CREDIT_DIGITS)

    def release(self, amount: float, *, charged: float) -> None:
        """Let go of held credits at a task's end, and spend what it cost."""
        self.reserved = round(self.reserved - amount, _CREDIT_DIGITS)
        self.used = round(self.used + charged, _CREDIT_DIGITS)


@dataclass(frozen=True, slots=True)
class Submission:
    """An idempotency key and the digest of the body first sent under it."""

    idempotency_key: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it was made; how it stands is a function of the clock.

    Attributes:
        id: The documented form: prefix, Unix seconds, eight characters.
        account: The key that owns it.
        operation: The operation that made it.
        model: The model that runs.
        request: The caller's request, as sent.
        life: Its life.
        reserved: Credits held for it.
        reference: The mock's own picture that it edits, if any.
        submission: The idempotency key it was made under, if any.
    """

    id: str
    account: Account
    operation: "Operation"
    model: "Model"
    request: Mapping[str, Any]
    life: Life
    reserved: float
    reference: "Picture | None"
    submission: Submission | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of the journal: a request, its answer, and when it came (Unix seconds)."""

    at: float
    request: "Request"
    response: "Response"


class World:
    """Everything the mock remembers.

    Args:
        seed: Makes ids, and with them pictures, repeatable; None for fresh ones.
        max_tasks: How many tasks it remembers; the oldest are forgotten first.
        max_exchanges: How many exchanges the journal keeps.
    """

    def __init__(self, *, seed: str | None = None, max_tasks: int = 10_000, max_exchanges: int = 1_000) -> None:
        self.accounts: dict[str, Account] = {}
        self.tasks: dict[str, Task] = {}
        self.journal: deque[Exchange] = deque(maxlen=max_exchanges)
        self._seed = secrets.token_hex(8) if seed is None else seed
        self._max_tasks = max_tasks
        self._serial = 0
        self._unsettled: list[tuple[float, str, Task]] = []
        self._submitted: dict[tuple[str, str], Task] = {}

    def add_key(
        self,
        api_key: str,
        *,
        credits: float | None = 100.0,  # noqa: A002 - the service's word
        models: Iterable[str] | None = None,
    ) -> Account:
        """Let a key in.

        Args:
            api_key: The key.
            credits: Credits it may spend; None for no limit.
            models: The models it may use; None for all.
        """
        allowed = None if models is None else frozenset(models)
        account = self.accounts[api_key] = Account(api_key, credits, allowed)
        return account

    def new_token(self) -> str:
        """Give 32 hexadecimal characters that were never given before."""
        self._serial += 1
        return blake2b(f"{self._seed}:{self._serial}".encode(), digest_size=16).hexdigest()

    def new_task_id(self, prefix: str, now: float) -> str:
        """Give a task id of the documented form."""
        number = int(self.new_token(), 16)
        suffix = ""
        for _ in range(8):
            number, digit = divmod(number, len(_ID_ALPHABET))
            suffix += _ID_ALPHABET[digit]
        return f"{prefix}{int(now)}-{suffix}"

    def add_task(self, task: Task) -> None:
        """Remember a new task, hold its credits, forget the oldest beyond the limit."""
        self.tasks[task.id] = task
        task.account.reserve(task.reserved)
        heapq.heappush(self._unsettled, (task.life.ends_at, task.id, task))
        if task.submission:
            self._submitted[task.account.api_key, task.submission.idempotency_key] = task
        while len(self.tasks) > self._max_tasks:
            self._forget(next(iter(self.tasks)))

    def submitted(self, account: Account, idempotency_key: str) -> Task | None:
        """Find the task that a key first made under an idempotency key."""
        return self._submitted.get((account.api_key, idempotency_key))

    def settle(self, now: float) -> None:
        """Close the accounts of every task that has ended by now: charge or refund."""
        while self._unsettled and self._unsettled[0][0] <= now:
            task = heapq.heappop(self._unsettled)[2]
            task.account.release(task.reserved, charged=0.0 if task.life.story.failure else task.reserved)

    def _forget(self, task_id: str) -> None:
        task = self.tasks.pop(task_id)
        if task.submission:
            self._submitted.pop((task.account.api_key, task.submission.idempotency_key), None)
