"""The signals that stop a command in order: Ctrl-C, SIGTERM, and SIGHUP, which a closed terminal sends."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from evolink.cli._exit_codes import TerminatedError

SIGHUP = getattr(signal, "SIGHUP", None)
"""None on Windows, which has no such signal."""


def handles_sighup() -> bool:
    """Return whether SIGHUP stops a command; not if it was ignored at the start, as under nohup."""
    return SIGHUP is not None and signal.getsignal(SIGHUP) is not signal.SIG_IGN


@contextmanager
def graceful_stop() -> Generator[None]:
    """Make SIGTERM and SIGHUP stop a command as Ctrl-C does. A second SIGHUP has no effect."""
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
    return [*numbers, SIGHUP] if SIGHUP is not None and handles_sighup() else numbers


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    # A closed terminal sends SIGHUP twice, itself and through the shell. The second one must not force an exit.
    if SIGHUP is not None:
        signal.signal(SIGHUP, signal.SIG_IGN)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise TerminatedError(signal.Signals(number).name)
