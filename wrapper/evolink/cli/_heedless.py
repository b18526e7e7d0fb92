"""A stream for talk: that nobody can read it any more is no reason to end."""

from contextlib import suppress
from typing import IO, Any, cast


class _Heedless:
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


def heedless(stream: IO[str]) -> IO[str]:
    """Return the same stream, but one whose errors are not raised: a terminal may go away while a run goes on."""
    return cast("IO[str]", _Heedless(stream))
