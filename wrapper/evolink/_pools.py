"""Several small pools of connections instead of a large one.

httpcore looks at the connections of a pool two by two for each request, and closes idle ones as soon as there are more
of any kind than it may keep: a large pool costs its square or, kept small, a new connection for every second request.
"""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

C = TypeVar("C")

MOST_IN_A_POOL = 10


@dataclass(slots=True)
class _Pool(Generic[C]):
    client: C
    under_way: int = 0


class Pools(Generic[C]):
    """Clients that each have a pool.

    Args:
        make: Makes one.
        most: How many there may be.
    """

    def __init__(self, make: Callable[[], C], most: int) -> None:
        self._make = make
        self._most = most
        self._pools: list[_Pool[C]] = []
        self._lock = threading.Lock()

    @property
    def clients(self) -> list[C]:
        """Those that were made."""
        return [pool.client for pool in self._pools]

    @contextmanager
    def lent(self) -> Generator[C]:
        """Lend one for a request, until its answer is read.

        It is the first that has room, so that few requests keep few connections busy; if none has, the least busy.
        """
        with self._lock:
            pool = self._with_room()
            pool.under_way += 1
        try:
            yield pool.client
        finally:
            with self._lock:
                pool.under_way -= 1

    def _with_room(self) -> _Pool[C]:
        for pool in self._pools:
            if pool.under_way < MOST_IN_A_POOL:
                return pool
        if len(self._pools) < self._most:
            self._pools.append(_Pool(self._make()))
            return self._pools[-1]
        return min(self._pools, key=lambda pool: pool.under_way)
