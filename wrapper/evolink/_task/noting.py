"""Keeps facts that would be lost with the code that an interruption ends."""

from collections.abc import Generator
from contextlib import contextmanager

from evolink._log import log as _log
from evolink.errors import EvoLinkError


@contextmanager
def noting(fact: str) -> Generator[None]:
    """Add a fact to whatever interrupts: Ctrl-C, cancellation or an error of the caller's own."""
    try:
        yield
    except BaseException as interruption:
        if not isinstance(interruption, EvoLinkError):  # those carry their facts
            interruption.add_note(f"evolink: {fact}")
        raise


@contextmanager
def logging_interruption(fact: str) -> Generator[None]:
    """Log a fact if something interrupts: a task group drops the exception, and its notes with it."""
    try:
        yield
    except BaseException as interruption:
        if not isinstance(interruption, EvoLinkError):  # those carry their facts
            _log.warning("%s: %s", type(interruption).__name__, fact)
        raise
