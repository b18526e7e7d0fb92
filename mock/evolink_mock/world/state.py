"""The only mutable state of the mock: keys, credits, tasks, callbacks, the request log."""

import heapq
import math
import secrets
from collections import deque
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import Any

from evolink_mock.images.sizes import size_of
from evolink_mock.world.account import HANDLE_SCHEME, Account, open_account
from evolink_mock.world.addresses import Addresses
from evolink_mock.world.callbacks import Callback, Delivery, Outcome, first_callback, next_callback, origin
from evolink_mock.world.cross_origin import read_origins
from evolink_mock.world.lacking import read_without
from evolink_mock.world.latest import Latest
from evolink_mock.world.memory import MEGABYTE, Memory
from evolink_mock.world.messages import Exchange, Request, Response
from evolink_mock.world.reading import Leniency
from evolink_mock.world.script import Entry, Rule, Script, ScriptError, read_rule
from evolink_mock.world.settings import SettingError, check_api_key, check_whole
from evolink_mock.world.settlement import settle
from evolink_mock.world.task import Task
from evolink_mock.world.uploads import Uploads

_MAX_LOGGED = 1 << 16  # bytes of a body that the request log keeps
_MOST_EXCHANGES = 10**9
USUAL_MEGABYTES = 256
_MOST_BYTES = 1 << 40
_TASK_BYTES, _EXCHANGE_BYTES = 3_000, 700  # that one takes beside its texts
_TEXT_BYTES = 80  # of a text or a place in a mapping, beside its characters
_FEW = 10
_MOST_KEYS = 1_000
_KEPT_AS = {"credits": "granted", "per_minute": "rate_limit"}
"""What an account calls some settings of a key."""
_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


class World:
    """Everything the mock remembers.

    Args:
        seed: Makes IDs, and with them images, reproducible; None for random ones.
        max_bytes: How many bytes it keeps at most of tasks, uploaded files, requests with their answers, and callbacks
            together; the oldest of what is finished is forgotten first.
        max_exchanges: How many exchanges the request log keeps at most, and how many attempts `deliveries` keeps.
        callbacks_to: Scheme, host and port that callbacks are posted to instead of to the hosts that requests name.
        unchecked: Whether it accepts parameters that the contract does not know, and what only rules of ours forbid.
        lenient: Whether it accepts all that the service may take.
        addresses: Under which addresses it is reached; None for those of this machine.
        allow_origins: The origins of web pages that may use it from a browser; `*` for all.
        without: Operations that it lacks, by their operationIds.

    Attributes:
        accounts: The accounts of the keys it accepts.
        tasks: The tasks it remembers, oldest first.
        latest: The last answers about some of them.
        rules: The outcomes that are scripted.
        uploads: The uploaded files.
        request_log: Requests and their answers, oldest first; of large bodies only the beginning is kept.
        deliveries: Every attempt at a callback, oldest first.
        memory: Counts the bytes of all that.
        speed: Mock seconds per second of the caller; estimates in answers count the caller's.

    Raises:
        ValueError: A setting breaks its rule.
    """

    def __init__(  # noqa: PLR0913 - the settings of one world, keyword-only
        self,
        *,
        seed: str | None = None,
        max_bytes: int = USUAL_MEGABYTES * MEGABYTE,
        max_exchanges: int = 1_000,
        callbacks_to: str | None = None,
        unchecked: bool = False,
        lenient: bool = False,
        addresses: Addresses | None = None,
        allow_origins: Iterable[str] = (),
        without: Iterable[str] = (),
    ) -> None:
        check_whole("max_bytes", max_bytes, 1, _MOST_BYTES)
        check_whole("max_exchanges", max_exchanges, 0, _MOST_EXCHANGES)
        self.accounts: dict[str, Account] = {}
        self.tasks: dict[str, Task] = {}
        self.latest = Latest()
        self.memory = Memory(max_bytes)
        self.rules = Script()
        self.uploads = Uploads(self.memory)
        self.request_log: deque[Exchange] = deque(maxlen=max_exchanges)
        self.deliveries: deque[Delivery] = deque(maxlen=max_exchanges)
        self.callbacks_to = callbacks_to
        self.unchecked = unchecked
        self.lenient = lenient
        self.addresses = addresses or Addresses()
        self.allow_origins = read_origins(allow_origins)
        self.without = read_without(without)
        self.speed = 1.0
        self._seed = secrets.token_hex(8) if seed is None else seed
        self._serial = 0
        self._logged = 0
        self._unsettled: dict[str, Task] = {}
        self._ends: list[tuple[float, str]] = []
        self._outbox: list[tuple[float, int, Callback]] = []
        self._callbacks_owed: set[str] = set()
        self._submitted: dict[tuple[str, str], Task] = {}

    def add_key(
        self,
        api_key: str,
        *,
        credits: float | None = 100.0,
        models: Iterable[str] | None = None,
        per_minute: float | None = None,
        max_files: int | None = None,
    ) -> Account:
        """Accept an API key.

        Args:
            api_key: The key.
            credits: Credits it may spend; None for no limit.
            models: The models it may use; None for all.
            per_minute: Requests it may send per minute; None for no limit.
            max_files: Uploaded files it may have at a time; None for the documented number.

        Raises:
            ValueError: A setting breaks its rule.
        """
        account = self.accounts[api_key] = open_account(api_key, credits, models, per_minute, max_files)
        return account

    def account(self, authorization: str) -> Account | None:
        """Return the account of the key, or of the page's handle for it, in an Authorization header; None for none."""
        scheme, _, key = authorization.partition(" ")
        if scheme.lower() == HANDLE_SCHEME:
            return next((account for account in self.accounts.values() if account.handle == key), None)
        return self.accounts.get(key.strip()) if scheme.lower() == "bearer" else None

    def set_key(self, api_key: str, **settings: Any) -> Account:
        """Accept an API key, or change the settings of one that is accepted; its tasks and files stay.

        Args:
            api_key: The key.
            settings: Arguments of `add_key`; for a known key, what is left out stays as it is.

        Raises:
            ValueError: A setting breaks its rule.
        """
        check_api_key(api_key)
        known = self.accounts.get(api_key)
        if known is None and len(self.accounts) >= _MOST_KEYS:
            raise SettingError("api_key", f"must be one of {_MOST_KEYS:,} at most", "another")
        if known is None:
            return self.add_key(api_key, **settings)
        fresh = open_account(api_key, **settings)
        for name in settings:
            place = _KEPT_AS.get(name, name)
            setattr(known, place, getattr(fresh, place))
        return known

    def remove_key(self, api_key: str) -> None:
        """Accept a key no longer, and drop the rules that wait for it; links to its results still work.

        Raises:
            KeyError: The key is not accepted.
        """
        del self.accounts[api_key]
        self.rules.remove(lambda rule: rule.key == api_key)

    def script(self, api_key: str, *outcomes: Entry, on: str = "") -> None:
        """Set the outcomes of a key's next requests, as a Prefer header on each of them would.

            world.script("k", "story=stuck", "code=429, retry-after=2, times=3")
            world.script("k", "fault=truncate", on="files")

        Args:
            api_key: A key that was added.
            outcomes: One for each of the next requests, in order, or for as many as `times=` says.
            on: What to wait for: an operationId, `create`, `poll`, or `files` for downloads of the key's results;
                empty for any operation. A story or a format waits for a request that makes a task.

        Raises:
            ValueError: The key was never added, or the mock does not know an outcome.
        """
        given = {"key": api_key, **({"on": on} if on else {})}
        for rule in [read_rule(outcome, **given) for outcome in outcomes]:
            self.add_rule(rule)

    def add_rule(self, rule: Rule) -> Rule:
        """Set a rule, and return it with its number.

        Raises:
            ValueError: Its key was never added, or there are too many.
        """
        if rule.key and rule.key not in self.accounts:
            raise ScriptError("the key is unknown; add it first, as POST /_mock/keys does")
        return self.rules.add(rule)

    def new_token(self) -> str:
        """Return 32 hexadecimal characters that were never returned before."""
        self._serial += 1
        return blake2b(f"{self._seed}:{self._serial}".encode(), digest_size=16).hexdigest()

    def new_task_id(self, prefix: str, now: float) -> str:
        """Return a task ID of the documented form."""
        number = int(self.new_token(), 16)
        suffix = ""
        for _ in range(8):
            number, digit = divmod(number, len(_ID_ALPHABET))
            suffix += _ID_ALPHABET[digit]
        return f"{prefix}{int(now)}-{suffix}"

    def add_task(self, task: Task) -> None:
        """Store a new task, and hold its credits."""
        self.tasks[task.id] = task
        task.account.reserve(task.reserved)
        self._unsettled[task.id] = task
        heapq.heappush(self._ends, (task.timeline.ends_at, task.id))
        if task.timeline.ends_at < math.inf and first_callback(task):
            self._callbacks_owed.add(task.id)
        if task.submission:
            self._submitted[task.account.api_key, task.submission.idempotency_key] = task
        size = _TASK_BYTES + size_of(task.request) + size_of(task.references)
        self.memory.keep(("task", task.id), size, partial(self._forget, task.id), finished=False)
        if len(self._ends) > 2 * len(self._unsettled) + _FEW:
            self._ends = sorted((known.timeline.ends_at, known.id) for known in self._unsettled.values())

    @property
    def leniency(self) -> Leniency:
        """How it reads create requests."""
        if self.lenient:
            return Leniency.LENIENT
        return Leniency.UNCHECKED if self.unchecked else Leniency.STRICT

    def find_submitted(self, account: Account, idempotency_key: str) -> Task | None:
        """Return the task that an account created under an idempotency key."""
        task = self._submitted.get((account.api_key, idempotency_key))
        return task if task and task.account is account else None  # the key may have been removed and added again

    def has_forgotten(self, account: Account, idempotency_key: str) -> bool:
        """Return whether the task that an account created under an idempotency key was forgotten."""
        return self.memory.has_forgotten(f"{account.api_key} {idempotency_key}")

    def settle(self, now: float) -> None:
        """Charge or refund every task that has ended by now."""
        while self._ends and self._ends[0][0] <= now:
            task = self._unsettled.pop(heapq.heappop(self._ends)[1], None)
            if task is not None:
                settle(task)
                self.memory.finish(("task", task.id))
                self._schedule(first_callback(task))

    @property
    def callbacks_to(self) -> str | None:
        """The origin that callbacks are posted to; None for the hosts that requests name, if they are public."""
        return self._callbacks_to

    @callbacks_to.setter
    def callbacks_to(self, address: str | None) -> None:
        self._callbacks_to = None if address is None else origin(address)

    @property
    def owes_callbacks(self) -> bool:
        """Whether any callback is still to be sent: for a task that has not ended, or for another attempt."""
        return bool(self._callbacks_owed)

    def due_callbacks(self, now: float) -> list[Callback]:
        """Take the callbacks that are due by now."""
        due: list[Callback] = []
        outbox = self._outbox  # they may be dropped meanwhile
        while outbox and outbox[0][0] <= now:
            due.append(heapq.heappop(outbox)[2])
        return due

    def drop_callbacks(self) -> None:
        """Owe no callback anymore; one that is being posted may still arrive."""
        self._outbox, self._callbacks_owed = [], set()

    def log_delivery(self, callback: Callback, outcome: Outcome) -> None:
        """Log an attempt at a callback, and schedule the next one if there is one."""
        if callback.task.id in self.tasks:
            self.deliveries.append(Delivery(callback, outcome))
        following = next_callback(callback, outcome)
        self._schedule(following)
        if following is None:
            self._callbacks_owed.discard(callback.task.id)

    def log(self, at: float, request: Request, response: Response) -> None:
        """Write an exchange in the request log, with only the beginning of a large body."""
        if len(request.body) > _MAX_LOGGED:
            request = replace(request, body=request.body[:_MAX_LOGGED])
        if len(response.body) > _MAX_LOGGED:
            response = replace(response, body=response.body[:_MAX_LOGGED])
        self._logged += 1
        number = self._logged
        self.request_log.append(Exchange(at, request, response, number))
        self.memory.drop(("exchange", number - (self.request_log.maxlen or 0)))
        self.memory.keep(("exchange", number), _size(request, response), partial(self._forget_exchanges, number))

    def _schedule(self, callback: Callback | None) -> None:
        if callback is not None and callback.task.id in self.tasks:
            self._serial += 1
            heapq.heappush(self._outbox, (callback.due, self._serial, callback))

    def _forget_exchanges(self, last: int) -> None:
        while self.request_log and self.request_log[0].number <= last:
            _ = self.request_log.popleft()

    def _forget(self, task_id: str) -> None:
        task = self.tasks.pop(task_id)
        self.latest.drop(task_id)
        self.memory.note_forgotten(task_id)
        if self._unsettled.pop(task_id, None):
            settle(task)
        if first_callback(task):
            self._forget_callbacks(task_id)
        if task.submission:
            named = task.account.api_key, task.submission.idempotency_key
            if self._submitted.get(named) is task:
                del self._submitted[named]
            self.memory.note_forgotten(" ".join(named))

    def _forget_callbacks(self, task_id: str) -> None:
        """Forget what refers to a forgotten task: callbacks that are owed, and those that were sent."""
        self._callbacks_owed.discard(task_id)
        self._outbox = [entry for entry in self._outbox if entry[2].task.id != task_id]
        heapq.heapify(self._outbox)
        kept = [entry for entry in self.deliveries if entry.callback.task.id != task_id]
        if len(kept) < len(self.deliveries):
            self.deliveries.clear()
            self.deliveries.extend(kept)


def _size(request: Request, response: Response) -> int:
    """Return about how many bytes an exchange takes; this is counted for each request, so it is counted quickly."""
    sent, answered = request.headers, response.headers
    texts = len(request.path) + len(request.query) + len(request.body) + len(response.body)
    headers = sum(map(len, sent)) + sum(map(len, sent.values())) + sum(map(len, answered.values()))
    pieces = 2 * len(sent) + 2 * len(answered) + len(response.ignored)
    return _EXCHANGE_BYTES + texts + headers + pieces * _TEXT_BYTES + sum(map(len, response.ignored))
