"""What must not be lost with the code that an interruption ends."""

from collections.abc import Generator
from contextlib import contextmanager

from .errors import EvoLinkError


@contextmanager
def noting(fact: str) -> Generator[None]:
    """Add a fact to what interrupts: Ctrl-C, cancellation, an error of the caller's own. Else it would be lost."""
    try:
        yield
    except BaseException as interruption:
        if not isinstance(interruption, EvoLinkError):  # those carry their facts
            interruption.add_note(f"evolink: {fact}")
        raise
