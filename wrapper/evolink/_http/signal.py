"""Ends a pause early, from any thread."""

import threading
from collections.abc import Callable


class Signal:
    """Something that may happen during a pause. A pause that it ends takes it away, so the next one is whole again."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given = False
        self._wakers: list[Callable[[], object]] = []

    def give(self) -> None:
        """End the pauses that listen, or else the next one."""
        with self._lock:
            self._given = True
            wakers = list(self._wakers)
        for wake in wakers:
            wake()

    def take(self) -> bool:
        """Return whether it was given since it was last taken."""
        with self._lock:
            given, self._given = self._given, False
        return given

    def listen(self, wake: Callable[[], object]) -> None:
        """Call `wake`, perhaps from another thread, when it is given; at once if it has been."""
        with self._lock:
            self._wakers.append(wake)
            given = self._given
        if given:
            wake()

    def leave(self, wake: Callable[[], object]) -> None:
        """Call `wake` no more."""
        with self._lock:
            self._wakers.remove(wake)
