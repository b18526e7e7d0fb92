"""A stream for messages whose errors are ignored."""

from contextlib import suppress
from typing import IO, Any, cast


class _QuietStream:
    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            self._stream.flush()


def ignore_write_errors(stream: IO[str]) -> IO[str]:
    """Return a stream that ignores write errors, because a terminal may be closed while a batch runs."""
    return cast("IO[str]", _QuietStream(stream))
