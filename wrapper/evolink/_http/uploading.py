"""A file on its way to the service: read while it is sent, and compared with what was known of it before."""

import os
import re
from contextlib import ExitStack
from hashlib import sha256
from types import TracebackType
from typing import BinaryIO, Self

from evolink._http.port import Form, SentFile

_PIECE = 64 * 1024
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


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

    def _has_changed(self, chunk: bytes, stream: BinaryIO) -> bool:
        if self._left or not chunk:
            return self._left < 0 or (not chunk and self._left > 0)
        return self._hash.hexdigest() != self._file.sha256 or bool(stream.read(1))


class FormBody:
    """A form with a file as the body of a request, piece by piece.

    Args:
        form: The form.
        file: Its file, which the caller opens and closes.

    Attributes:
        content_type: What the header of that name says.
        size: Its bytes.
    """

    def __init__(self, form: Form, file: CheckedFile) -> None:
        boundary = os.urandom(16).hex()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._file = file
        self._before = _before_file(form, boundary)
        self._after = f"\r\n--{boundary}--\r\n".encode()
        self.size = len(self._before) + form.file.size + len(self._after)

    def read_piece(self) -> bytes:
        """Return the next bytes; none at the end.

        Raises:
            FileChangedError: The file has changed.
            OSError: It can't be read.
        """
        before, self._before = self._before, b""
        if piece := before + self._file.read(_PIECE):
            return piece
        after, self._after = self._after, b""
        return after


def _before_file(form: Form, boundary: str) -> bytes:
    fields = [f"{_part(boundary, name)}\r\n\r\n{value}\r\n" for name, value in form.fields.items()]
    file = f'{_part(boundary, form.file.field)}; filename="{_escape(form.file.name)}"'
    return "".join([*fields, file, f"\r\nContent-Type: {form.file.media_type}\r\n\r\n"]).encode()


def _part(boundary: str, name: str) -> str:
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{_escape(name)}"'


def _escape(name: str) -> str:
    """Return a name as browsers write it between quotation marks."""
    return _ESCAPED.sub(lambda found: f"%{ord(found[0]):02X}" if found[0] != "\\" else "\\\\", name)
