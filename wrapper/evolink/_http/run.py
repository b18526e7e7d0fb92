"""Runs a coroutine that never suspends, without an event loop or a thread."""

from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return the coroutine's value.

    Raises:
        RuntimeError: It suspended, which no coroutine over the blocking port may do.
    """
    try:
        coroutine.send(None)
    except StopIteration as finished:
        value: T = finished.value
        return value
    coroutine.close()
    raise RuntimeError("a coroutine over the blocking port suspended")
