"""The idle connections of a client: which one serves the next request, and which ones are closed."""

import threading
import time
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from evolink._http.closed import client_closed
from evolink._http.origin import Origin

IDLE_FOR = 3.0
"""Seconds for which a connection may idle. Servers hang up after 5 or more, and a create request that meets them doing
so may have been charged unnoticed."""


class Connection(Protocol):
    """What a pool has to know about a connection."""

    def is_quiet(self) -> bool:
        """Whether the server has neither hung up nor sent anything: then it still waits for a request."""
        ...

    def close(self) -> None:
        """Close it at once."""
        ...


C = TypeVar("C", bound=Connection)


class Connections(Generic[C]):
    """Connections that wait for a request; one under way is not here, so that whatever ends it harms no other.

    Each step takes as long with a thousand connections as with one.

    Args:
        now: Returns seconds on a monotonic clock.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._idle: dict[Origin, dict[C, float]] = {}
        """Connections with the time since which they wait, the longest first."""
        self._closed = False
        self._lock = threading.Lock()

    def take(self, origin: Origin) -> C | None:
        """Return the connection that waited least, so that the others can expire; None if there is none.

        Raises:
            ConfigurationError: They were closed.
        """
        while connection := self._pop(origin):
            if connection.is_quiet():
                return connection
            connection.close()
        return None

    def give_back(self, origin: Origin, connection: C) -> None:
        """Keep a connection for the next request."""
        with self._lock:
            unwanted = self._remove_expired()
            if self._closed:
                unwanted.append(connection)
            else:
                self._idle.setdefault(origin, {})[connection] = self._now()
        for each in unwanted:
            each.close()

    def take_all(self) -> list[C]:
        """Return all connections, to be closed; later ones are closed as they are given back."""
        with self._lock:
            self._closed = True
            every = [connection for idle in self._idle.values() for connection in idle]
            self._idle.clear()
        return every

    def _pop(self, origin: Origin) -> C | None:
        """Remove and return the connection that waited least."""
        with self._lock:
            if self._closed:
                raise client_closed()
            expired = self._remove_expired()
            idle = self._idle.get(origin)
            connection = idle.popitem()[0] if idle else None
        for each in expired:
            each.close()
        return connection

    def _remove_expired(self) -> list[C]:
        """Remove and return the connections that waited for too long, to whatever origin."""
        since, expired = self._now() - IDLE_FOR, list[C]()
        for origin, idle in list(self._idle.items()):
            while idle and idle[first := next(iter(idle))] < since:
                expired.append(first)
                del idle[first]
            if not idle:
                del self._idle[origin]
        return expired
