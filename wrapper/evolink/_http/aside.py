"""Work in a thread of its own that a program does not wait for when it ends."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class Aside(Generic[T]):
    """A call that is made once.

    Args:
        function: What is called.
        then: Called after it, before there is a result.

    Attributes:
        result: What it returns or raises. It can't be cancelled: several may wait for it.
    """

    def __init__(self, function: Callable[[], T], then: Callable[[], object] = lambda: None) -> None:
        self._function = function
        self._then = then
        self.result: Future[T] = Future()
        self.result.set_running_or_notify_cancel()

    def start(self, name: str) -> None:
        """Call it in a thread of that name, or here if there can be none."""
        try:
            threading.Thread(target=self.run, name=name, daemon=True).start()
        except RuntimeError:  # there are too many threads, or the interpreter ends and starts no more
            self.run()

    def run(self) -> None:
        """Call it here."""
        try:
            value = self._function()
        except BaseException as error:  # noqa: BLE001 - raised where the result is waited for
            self._then()
            self.result.set_exception(error)
        else:
            self._then()
            self.result.set_result(value)
