"""The signals that end a command in order: Ctrl-C, SIGTERM, and SIGHUP, which comes when the terminal goes away."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from ._exits import TerminatedError

HANG_UP = getattr(signal, "SIGHUP", None)
"""None on Windows, which has no such signal."""


def hang_up_counts() -> bool:
    """Whether SIGHUP ends a command; not if it was ignored at start, as under nohup."""
    return HANG_UP is not None and signal.getsignal(HANG_UP) is not signal.SIG_IGN


@contextmanager
def stopping_in_order() -> Generator[None]:
    """Make SIGTERM and SIGHUP end a command as Ctrl-C does; a SIGHUP that comes while it ends does not hurry it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _stop) for number in _numbers()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _numbers() -> list[signal.Signals]:
    numbers = [signal.SIGTERM]
    numbers += [signal.SIGINT] if signal.getsignal(signal.SIGINT) is signal.default_int_handler else []
    return [*numbers, HANG_UP] if HANG_UP is not None and hang_up_counts() else numbers


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    # A closed terminal says so twice, by itself and through the shell. The second time is no wish for haste.
    if HANG_UP is not None:
        signal.signal(HANG_UP, signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise TerminatedError(signal.Signals(number).name)
