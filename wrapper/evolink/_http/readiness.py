"""Whether a socket can be read from or written to, on every system."""

import select
import sys
from collections.abc import Callable
from typing import Protocol

READ, WRITE = 1, 4
"""What to wait for, as bits: where there is `select.poll`, the values of `POLLIN` and `POLLOUT`."""
_LONGEST = 1_000_000.0
"""Seconds; no wait of a request is longer, and poll takes no much longer one."""


class HasFileno(Protocol):
    """A socket, however it is wrapped."""

    def fileno(self) -> int:
        """Return its number for the operating system."""
        ...


class Poller(Protocol):
    """Waits for one socket."""

    def wait(self, events: int, seconds: float) -> int:
        """Wait for events.

        Returns:
            Those that happened, of which the end of the connection is one; 0 if none did in time.
        """
        ...


class BySelect:
    """Waits with `select`, which on Windows takes any socket, and elsewhere not those with high numbers.

    Args:
        sock: The socket.
    """

    __slots__ = ("_sock",)

    def __init__(self, sock: HasFileno) -> None:
        self._sock = sock

    def wait(self, events: int, seconds: float) -> int:
        reading, writing = ([self._sock] if events & each else [] for each in (READ, WRITE))
        readable, writable, failed = select.select(reading, writing, [self._sock], min(seconds, _LONGEST))
        happened = (READ if readable else 0) | (WRITE if writable else 0)
        return happened or (events if failed else 0)


new_poller: Callable[[HasFileno], Poller] = BySelect
"""Returns what waits for a socket."""

if sys.platform != "win32":

    class ByPoll:
        """Waits with `poll`, which takes any number of a socket.

        Args:
            sock: The socket.
        """

        __slots__ = ("_polling", "_sock", "_waits_for")

        def __init__(self, sock: HasFileno) -> None:
            self._sock = sock
            self._waits_for = READ
            self._polling = select.poll()
            self._polling.register(sock, READ)

        def wait(self, events: int, seconds: float) -> int:
            if events != self._waits_for:
                self._polling.register(self._sock, events)
                self._waits_for = events
            for _, happened in self._polling.poll(min(seconds, _LONGEST) * 1000):
                return happened & events or events
            return 0

    if hasattr(select, "poll"):
        new_poller = ByPoll
