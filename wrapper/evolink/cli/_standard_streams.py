"""The standard streams, each of which may be closed or full."""

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import IO, cast

STDOUT, STDERR = "stdout", "stderr"
_ESCAPES, _NAMES = "backslashreplace", "evolink-names"
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


def show_every_character() -> None:
    """Make the streams show what they can't encode as an escape.

    Stdout that is not a terminal passes the bytes of file names on: another program opens what it is given.
    """
    codecs.register_error(_NAMES, _as_in_names)
    for name in (STDOUT, STDERR):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            known = cast("io.TextIOWrapper", stream)
            known.reconfigure(errors=_NAMES if name == STDOUT and _is_read_by_programs(known) else _ESCAPES)


def _is_read_by_programs(stream: io.TextIOWrapper) -> bool:
    try:
        return not os.isatty(stream.fileno())
    except (OSError, ValueError):  # it is in memory
        return False


def _as_in_names(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return the byte that a character stands for, if it does so in the name of a file, else its escape."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    one = UnicodeEncodeError(error.encoding, error.object, error.start, error.start + 1, error.reason)
    try:
        return codecs.lookup_error("surrogateescape")(one)
    except UnicodeEncodeError:
        return codecs.lookup_error(_ESCAPES)(one)


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
