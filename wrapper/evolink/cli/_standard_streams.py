"""The standard streams, each of which may be closed or full."""

import os
import sys
from contextlib import suppress
from typing import IO

STDOUT, STDERR = "stdout", "stderr"
_MODES = (("stdin", "r"), (STDOUT, "w"), (STDERR, "w"))


def replace_closed_streams() -> frozenset[str]:
    """Redirect closed streams to the null device, because a new file or socket would otherwise take their place.

    Returns:
        The names of the streams that were closed.
    """
    closed = {name for name, _ in _MODES if getattr(sys, name) is None}
    for number, (name, mode) in enumerate(_MODES):
        with suppress(OSError):
            _occupy(number)
        if name in closed:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - pathlib loads slowly, and it stays open
    return frozenset(closed)


def flush_streams() -> None:
    """Flush the streams. Discard what can't be written, or Python would exit with a status of its own."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            discard_output(stream)


def discard_output(stream: IO[str]) -> None:
    """Redirect a stream to the null device, including its buffer."""
    with suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def _occupy(number: int) -> None:
    """Open the null device as a file descriptor if it is free. All lower ones are in use, so it is the next one."""
    try:
        os.fstat(number)
    except OSError:
        os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # noqa: FBT003 - its only argument
