"""The standard streams, of which any may be closed or full: nothing that was paid for may be lost with them."""

import os
import sys
from contextlib import suppress
from typing import IO

STDOUT, STDERR = "stdout", "stderr"
_MODES = (("stdin", "r"), (STDOUT, "w"), (STDERR, "w"))


def opened() -> frozenset[str]:
    """Lead streams that are closed to nowhere, or else the next file or socket would be opened in their place.

    Returns:
        The names of those that were closed.
    """
    closed = {name for name, _ in _MODES if getattr(sys, name) is None}
    for number, (name, mode) in enumerate(_MODES):
        with suppress(OSError):
            _occupy(number)
        if name in closed:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - a device, open to the end
    return frozenset(closed)


def settle() -> None:
    """Write what is left; what can't be written is dropped, or the interpreter would end with a status of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            drop(stream)


def drop(stream: IO[str]) -> None:
    """Lead a stream to nowhere, with what it still holds."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _occupy(number: int) -> None:
    """Open nowhere under a number, if it is free: all below it are taken, so it is the next one."""
    try:
        os.fstat(number)
    except OSError:
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - its only argument
