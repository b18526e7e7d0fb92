"""The signals that stop a server in order: an event loop must not be interrupted in the middle of a step."""

import asyncio
import signal
from collections.abc import Generator
from contextlib import contextmanager, suppress

from evolink.cli._exit_codes import TerminatedError


class Stop:
    """Whether a signal has stopped the server.

    Attributes:
        number: The signal; None if there was none.
    """

    number: signal.Signals | None = None


@contextmanager
def cancelling() -> Generator[Stop]:
    """Have Ctrl-C and SIGTERM cancel the running task, and raise what ends a command once it has cleaned up.

    Raises:
        KeyboardInterrupt: One of them came.
    """
    loop, task, stop = asyncio.get_running_loop(), asyncio.current_task(), Stop()

    def cancel(number: signal.Signals) -> None:
        stop.number = number
        if task is not None:
            task.cancel()

    with suppress(NotImplementedError):  # on Windows, where they interrupt it
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, cancel, number)
    try:
        yield stop
    except asyncio.CancelledError:
        if stop.number is signal.SIGTERM:
            raise TerminatedError(stop.number.name) from None
        if stop.number is not None:
            raise KeyboardInterrupt from None
        raise
