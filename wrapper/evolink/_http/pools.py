"""Several small pools of connections instead of a large one.

httpcore looks at the connections of a pool two by two for each request, and closes idle ones as soon as there are more
of any kind than it may keep: a large pool costs its square or, kept small, a new connection for every second request.
"""

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from evolink.errors import ConfigurationError

C = TypeVar("C")

MOST_IN_A_POOL = 10
_KEPT = 10.0
"""Seconds after which an unused pool is given up: only a pool in use notices that connections died."""


@dataclass(slots=True, eq=False)
class _Pool(Generic[C]):
    client: C
    under_way: int = 0
    used_at: float = 0.0


class ConnectionPools(Generic[C]):
    """Clients that each have a pool.

    Args:
        make: Makes a client.
        most: How many there may be.
        now: Returns seconds on a monotonic clock.
    """

    def __init__(self, make: Callable[[], C], most: int, now: Callable[[], float] = time.monotonic) -> None:
        self._make = make
        self._most = most
        self._now = now
        self._pools: list[_Pool[C]] = []
        self._given_up: list[C] = []
        self._closed = False
        self._lock = threading.Lock()

    @contextmanager
    def lend(self) -> Generator[C]:
        """Lend a client for a request, until its answer is read.

        It is the first that has room, so that few requests keep few connections busy; if none has, the least busy.

        Raises:
            ConfigurationError: All were taken away.
        """
        with self._lock:
            pool = self._find_room()
            pool.under_way += 1
        try:
            yield pool.client
        except (KeyboardInterrupt, SystemExit):  # wherever that struck, places in httpcore's pool may be lost for ever
            self._give_up(pool)
            raise
        finally:
            with self._lock:
                pool.under_way -= 1
                pool.used_at = self._now()

    def take_idle(self) -> list[C]:
        """Return the clients that were unused for long, to be closed; they are not lent again."""
        with self._lock:
            since = self._now() - _KEPT
            idle = [pool for pool in self._pools[1:] if not pool.under_way and pool.used_at < since]
            self._pools = [pool for pool in self._pools if pool not in idle]
        return [pool.client for pool in idle]

    def take_all(self) -> list[C]:
        """Return all clients, to be closed; none is lent again."""
        with self._lock:
            self._closed = True
            clients = [*self._given_up, *(pool.client for pool in self._pools)]
            self._pools, self._given_up = [], []
        return clients

    def _find_room(self) -> _Pool[C]:
        if self._closed:
            raise ConfigurationError("the client is closed")
        for pool in self._pools:
            if pool.under_way < MOST_IN_A_POOL:
                return pool
        if len(self._pools) < self._most:
            self._pools.append(_Pool(self._make()))
            return self._pools[-1]
        return min(self._pools, key=lambda pool: pool.under_way)

    def _give_up(self, pool: _Pool[C]) -> None:
        """Stop lending a pool; others may have requests under way in it."""
        with self._lock:
            if pool in self._pools:
                self._pools.remove(pool)
                self._given_up.append(pool.client)
