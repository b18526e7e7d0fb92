"""Loads modules in a thread, so that an event loop does not stand still for as long as that takes."""

import os
import threading
import time
from collections.abc import Iterable
from concurrent.futures import Future
from contextlib import suppress
from importlib import import_module
from weakref import WeakSet

_MOMENT = 0.0002
"""Seconds between two modules in which other threads get their turn."""
_UNDER_WAY: "WeakSet[Loading]" = WeakSet()


class Loading:
    """Modules that are being loaded.

    Args:
        modules: Their names, each after those that it imports.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        self._modules = modules
        self._future: Future[None] = Future()
        _UNDER_WAY.add(self)
        try:
            threading.Thread(target=self._load, name="evolink-loading").start()
        except RuntimeError:  # no more threads, or none at all: then each loads where it is needed
            self._future.set_result(None)

    async def done(self) -> None:
        """Wait until all are loaded, while the event loop runs. What can't be loaded raises where it is used."""
        if not self._future.done():
            import asyncio

            await asyncio.shield(asyncio.wrap_future(self._future))

    def wait(self) -> None:
        """Wait until all are loaded."""
        self._future.result()

    def _load(self) -> None:
        try:
            for name in self._modules:
                with suppress(Exception):
                    import_module(name)
                time.sleep(_MOMENT)
        finally:
            self._future.set_result(None)


def load_in_thread(modules: Iterable[str]) -> Loading:
    """Load modules in a thread; see `Loading`."""
    return Loading(modules)


def _wait_before_fork() -> None:
    """Wait for what is being loaded: a child would wait for ever for the locks of a thread that it does not have."""
    for each in list(_UNDER_WAY):
        each.wait()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_wait_before_fork)
