"""A file on its way to the service: read while it is sent, and compared with what was known of it before."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from types import TracebackType
from typing import Any, BinaryIO, Self

import httpx

from evolink._http.port import SentFile


class FileChangedError(Exception):
    """A file is no longer what was known of it; for the code that knows which file of the caller's it is."""


class CheckedFile:
    """A file that is read once, from its beginning, and must be what was known of it before.

    Its last bytes are only returned if it is: the service never gets a complete file with other content.

    Args:
        file: The file.
    """

    def __init__(self, file: SentFile) -> None:
        self._file = file
        self._stream: BinaryIO | None = None
        self._closing = ExitStack()
        self._hash = sha256()
        self._left = file.size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def read(self, most: int) -> bytes:
        """Return the next bytes; none at the end.

        Raises:
            FileChangedError: The file has changed.
            OSError: It can't be read.
        """
        if self._stream is None:
            self._stream = self._closing.enter_context(self._file.open())
        chunk = self._stream.read(most)
        self._hash.update(chunk)
        self._left -= len(chunk)
        if self._has_changed(chunk, self._stream):
            raise FileChangedError
        return chunk

    def tell(self) -> int:
        """Return 0: httpx asks before it reads."""
        return 0

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Return the size or 0: httpx asks for the size in this way, and goes to the beginning before it reads."""
        return self._file.size if whence == os.SEEK_END else offset

    def _has_changed(self, chunk: bytes, stream: BinaryIO) -> bool:
        if self._left or not chunk:
            return self._left < 0 or (not chunk and self._left > 0)
        return self._hash.hexdigest() != self._file.sha256 or bool(stream.read(1))


class OffLoopBody(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that waits for the disk; an event loop meanwhile does other things.

    Args:
        body: The body.
        run_blocking: Calls something that waits for the disk.
    """

    def __init__(self, body: Any, run_blocking: Callable[[Callable[[], Any]], Awaitable[Any]]) -> None:
        self._body = body
        self._run_blocking = run_blocking

    def __iter__(self) -> Iterator[bytes]:
        yield from self._body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        chunks = iter(self._body)
        while chunk := await self._run_blocking(lambda: next(chunks, b"")):
            yield chunk
