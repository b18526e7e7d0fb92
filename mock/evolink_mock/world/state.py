"""The only mutable state of the mock: keys, credits, tasks, callbacks, the request log."""

import heapq
import math
import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b

from evolink_mock.world.account import Account
from evolink_mock.world.callbacks import Callback, Delivery, Outcome, first_callback, next_callback, origin
from evolink_mock.world.messages import Exchange, Request, Response
from evolink_mock.world.preference import NOTHING, read_preference
from evolink_mock.world.rate_limit import RateLimit
from evolink_mock.world.task import Task

_MAX_NOTED = 1 << 16  # bytes of a body that the request log keeps
_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class World:
    """Everything the mock remembers.

    Args:
        seed: Makes ids, and with them pictures, repeatable; None for fresh ones.
        max_tasks: How many tasks it remembers; the oldest are forgotten first.
        max_exchanges: How many exchanges the request log keeps, and how many callbacks their log.
        callbacks_to: Scheme, host and port that callbacks are posted to instead of to the hosts that requests name.
        unchecked: Whether it takes parameters that the contract does not know, and what only rules of ours forbid.

    Attributes:
        accounts: The keys that are let in.
        tasks: The tasks it remembers, oldest first.
        request_log: Requests and their answers, oldest first; of large bodies only the beginning is kept.
        deliveries: Every attempt at a callback, oldest first.
        speed: Mock seconds that pass in one of the caller's; estimates are told in the caller's.

    Raises:
        ValueError: `callbacks_to` is something else.
    """

    def __init__(
        self,
        *,
        seed: str | None = None,
        max_tasks: int = 10_000,
        max_exchanges: int = 1_000,
        callbacks_to: str | None = None,
        unchecked: bool = False,
    ) -> None:
        self.accounts: dict[str, Account] = {}
        self.tasks: dict[str, Task] = {}
        self.request_log: deque[Exchange] = deque(maxlen=max_exchanges)
        self.deliveries: deque[Delivery] = deque(maxlen=max_exchanges)
        self.callbacks_to = callbacks_to
        self.unchecked = unchecked
        self.speed = 1.0
        self._seed = secrets.token_hex(8) if seed is None else seed
        self._max_tasks = max_tasks
        self._serial = 0
        self._noted = 0
        self._unsettled: dict[str, Task] = {}
        self._ends: list[tuple[float, str]] = []
        self._outbox: list[tuple[float, int, Callback]] = []
        self._told: set[str] = set()
        self._submitted: dict[tuple[str, str], Task] = {}

    def add_key(
        self,
        api_key: str,
        *,
        credits: float | None = 100.0,  # noqa: A002 - the service's word
        models: Iterable[str] | None = None,
        per_minute: float | None = None,
    ) -> Account:
        """Let a key in.

        Args:
            api_key: The key.
            credits: Credits it may spend; None for no limit.
            models: The models it may use; None for all.
            per_minute: Requests it may send per minute; None for no limit.
        """
        allowed = None if models is None else frozenset(models)
        rate = None if per_minute is None else RateLimit(per_minute)
        account = self.accounts[api_key] = Account(api_key, credits, allowed, rate)
        return account

    def account(self, authorization: str) -> Account | None:
        """Find the account that an Authorization header names as a bearer."""
        scheme, _, key = authorization.partition(" ")
        return self.accounts.get(key.strip()) if scheme.lower() == "bearer" else None

    def script(self, api_key: str, *outcomes: str, on: str = "") -> None:
        """Say what a key's next requests shall meet, as with a Prefer header on each of them.

            world.script("k", "story=stuck", "code=429, retry-after=2")
            world.script("k", "fault=truncate", on="files")

        Args:
            api_key: A key that was let in.
            outcomes: One for each request to come, in order.
            on: The operationId to wait for, or `files` for downloads of the key's results; empty for any operation.
                A story or a format waits for a request that makes a task.

        Raises:
            KeyError: The key was never let in.
            ValueError: The mock does not know the outcome.
        """
        scripted = [(on, read_preference(outcome)) for outcome in outcomes]
        if unread := [outcome for outcome, (_, read) in zip(outcomes, scripted, strict=True) if read is NOTHING]:
            raise ValueError(f"nothing is asked for by {unread[0]!r}")
        self.accounts[api_key].answers.extend(scripted)

    def new_token(self) -> str:
        """Return 32 hexadecimal characters that were never given before."""
        self._serial += 1
        return blake2b(f"{self._seed}:{self._serial}".encode(), digest_size=16).hexdigest()

    def new_task_id(self, prefix: str, now: float) -> str:
        """Return a task id of the documented form."""
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
        self._unsettled[task.id] = task
        heapq.heappush(self._ends, (task.timeline.ends_at, task.id))
        if task.timeline.ends_at < math.inf and first_callback(task):
            self._told.add(task.id)
        if task.submission:
            self._submitted[task.account.api_key, task.submission.idempotency_key] = task
        while len(self.tasks) > self._max_tasks:
            self._forget(next(iter(self.tasks)))
        if len(self._ends) > 2 * self._max_tasks:
            self._ends = sorted((known.timeline.ends_at, known.id) for known in self._unsettled.values())

    def submitted(self, account: Account, idempotency_key: str) -> Task | None:
        """Find the task that a key first made under an idempotency key."""
        return self._submitted.get((account.api_key, idempotency_key))

    def settle(self, now: float) -> None:
        """Close the accounts of every task that has ended by now: charge or refund."""
        while self._ends and self._ends[0][0] <= now:
            task = self._unsettled.pop(heapq.heappop(self._ends)[1], None)
            if task is not None:
                _charge(task)
                self._post(first_callback(task))

    @property
    def callbacks_to(self) -> str | None:
        """The origin that callbacks are posted to; None for the hosts that requests name, if they are public."""
        return self._callbacks_to

    @callbacks_to.setter
    def callbacks_to(self, address: str | None) -> None:
        self._callbacks_to = None if address is None else origin(address)

    @property
    def owes_callbacks(self) -> bool:
        """Whether a task is still to be told of: not ended yet, on its way, or to be tried again."""
        return bool(self._told)

    def due_callbacks(self, now: float) -> list[Callback]:
        """Take the callbacks that are to be sent by now."""
        due: list[Callback] = []
        while self._outbox and self._outbox[0][0] <= now:
            due.append(heapq.heappop(self._outbox)[2])
        return due

    def delivered(self, callback: Callback, outcome: Outcome) -> None:
        """Log an attempt at a callback, and lay out the next one if there is to be one."""
        self.deliveries.append(Delivery(callback, outcome))
        following = next_callback(callback, outcome)
        self._post(following)
        if following is None:
            self._told.discard(callback.task.id)

    def note(self, at: float, request: Request, response: Response) -> None:
        """Write an exchange in the request log; of a large body it keeps the beginning."""
        if len(request.body) > _MAX_NOTED:
            request = replace(request, body=request.body[:_MAX_NOTED])
        if len(response.body) > _MAX_NOTED:
            response = replace(response, body=response.body[:_MAX_NOTED])
        self._noted += 1
        self.request_log.append(Exchange(at, request, response, self._noted))

    def _post(self, callback: Callback | None) -> None:
        if callback is not None:
            self._serial += 1
            heapq.heappush(self._outbox, (callback.due, self._serial, callback))

    def _forget(self, task_id: str) -> None:
        task = self.tasks.pop(task_id)
        if self._unsettled.pop(task_id, None):
            _charge(task)
            self._told.discard(task_id)
        if task.submission:
            self._submitted.pop((task.account.api_key, task.submission.idempotency_key), None)


def _charge(task: Task) -> None:
    """Settle a task: what completes is paid, all else is refunded."""
    paid = task.timeline.links_at < math.inf
    task.account.release(task.reserved, charged=task.reserved if paid else 0.0)
