"""The lines of stdin, read by a thread that does not keep the process alive.

The SDK's own reader blocks in a thread that Python waits for when it ends, so that SIGTERM would have no effect until
the agent's program closes the pipe.
"""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from typing import BinaryIO

_STDIN = 0


class Lines:
    """The lines of a stream, for one event loop.

    Args:
        stream: The stream.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._loop = asyncio.get_running_loop()
        self._read: asyncio.Queue[str | None] = asyncio.Queue()
        threading.Thread(target=self._read_all, name="evolink-stdin", daemon=True).start()

    @classmethod
    def of_stdin(cls) -> "Lines":
        """Return those of stdin, which all else in this process then finds empty."""
        own = os.dup(_STDIN)
        with open(os.devnull, "rb") as nothing:  # noqa: PTH123 - not a path on every system
            os.dup2(nothing.fileno(), _STDIN)
        return cls(os.fdopen(own, "rb", closefd=False))

    async def __aiter__(self) -> AsyncIterator[str]:
        while (line := await self._read.get()) is not None:
            yield line

    def _read_all(self) -> None:
        for line in self._stream:
            self._pass_on(line.decode(errors="replace"))
        self._pass_on(None)

    def _pass_on(self, line: str | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._read.put_nowait, line)
        except RuntimeError:  # the loop has ended, and with it the server
            return
