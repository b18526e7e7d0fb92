"""Tasks that are watched from their creation to their end, with the balance around them and their files."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from .balance import Balance, grain
from .contract import Operation
from .operations import FREE
from .service import Answer, Service
from .shaped_requests import ShapedRequest
from .tasks import operation_reading

_LAG = 3.0  # seconds; a service may settle a little after a task has ended
_PAUSE = 0.2


@dataclass(frozen=True)
class History:
    """A task from its creation to its end.

    Attributes:
        wanted: The request that created it.
        read: The operation that reads it.
        made: The answer to the request.
        states: Each of its states, its creation first.
        before: The balance before the request.
        held: The balance right after the request.
        after: The balance once the task was settled.
        seconds: How long it took, by this machine's clock.
        ended: When it had ended, by a clock of this machine that only runs forward.
        files: What its links have served so far.
    """

    wanted: ShapedRequest
    read: Operation
    made: Answer
    states: tuple[dict[str, Any], ...]
    before: Balance
    held: Balance
    after: Balance
    seconds: float
    ended: float
    files: dict[str, httpx.Response] = field(default_factory=dict[str, httpx.Response])

    @property
    def end(self) -> dict[str, Any]:
        """Its last state."""
        return self.states[-1]

    @property
    def reserved(self) -> float | None:
        """What the service says that it reserved."""
        amount: float | None = (self.made.body.get("usage") or {}).get("credits_reserved")
        return amount

    @property
    def charged(self) -> float:
        """What it cost, by the balance."""
        return self.before.remaining - self.after.remaining

    @property
    def grain(self) -> float:
        """By how much amounts may differ because they are rounded."""
        reserved = [] if self.reserved is None else [self.reserved]
        return grain(*(each.remaining for each in (self.before, self.held, self.after)), *reserved)


class Histories:
    """Starts the tasks of a run that are watched as a whole, each once and one after the other.

    Args:
        service: The server under test.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._known: dict[str, History | AssertionError] = {}

    @property
    def known(self) -> list[History]:
        """Those of tasks that have ended."""
        return [each for each in self._known.values() if isinstance(each, History)]

    def of(self, wanted: ShapedRequest) -> History:
        """Return the history of the task that a request creates.

        Raises:
            AssertionError: Something of it was not as documented, now or when it was first asked for.
        """
        name = str(wanted)
        if name not in self._known:
            try:
                self._known[name] = self._watch(wanted)
            except AssertionError as error:
                self._known[name] = error
        found = self._known[name]
        if isinstance(found, AssertionError):
            raise found
        return found

    def balance(self) -> Balance:
        """Return the balance now."""
        return Balance.read(self._service.call(FREE).body)

    def file(self, history: History, link: str) -> httpx.Response:
        """Return what a link of a task serves, which is fetched once."""
        if link not in history.files:
            history.files[link] = self._service.fetch(link)
        return history.files[link]

    def _watch(self, wanted: ShapedRequest) -> History:
        before, began = self.balance(), time.monotonic()
        made = self._service.call(wanted.operation, body=wanted.request)
        assert made.ok, made
        held, read = self.balance(), operation_reading(wanted.operation)
        states = (made.body, *self._service.watch(read, made.body))
        ended = time.monotonic()
        after = self._settled(before, states[-1])
        return History(wanted, read, made, states, before, held, after, ended - began, ended)

    def _settled(self, before: Balance, end: Mapping[str, Any]) -> Balance:
        """Return the balance once it shows what a task says that it used, or what it is after a while."""
        used = used_credits(end)
        give_up = time.monotonic() + _LAG
        while True:
            now = self.balance()
            charged = before.remaining - now.remaining
            agrees = charged > 0 if used is None else abs(charged - used) <= grain(before.remaining, now.remaining)
            if agrees or now.unlimited or time.monotonic() > give_up:
                return now
            time.sleep(_PAUSE)


def used_credits(task: Mapping[str, Any]) -> float | None:
    """Return what a task says that it used; None if it does not say."""
    usage = task.get("usage")
    used = usage.get("credits_used") if isinstance(usage, dict) else None
    return used if isinstance(used, int | float) and not isinstance(used, bool) else None
