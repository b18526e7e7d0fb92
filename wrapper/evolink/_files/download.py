"""A file that arrives over one connection or several: what to ask for, and what each answer means.

Nothing here sends or waits.
"""

import re
from typing import Protocol

from evolink._contract.kinds import IMAGES, KINDS, Kind
from evolink._files.media_types import (
    HEAD,
    detect_any_suffix,
    detect_common_suffix,
    detect_media_type,
    find_kind_of_file,
)
from evolink._http.port import Response
from evolink.errors import ConnectionFailed, SavingError, WrongFileType

_WHOLE, _PART, _NO_SUCH_PART = 200, 206, 416
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-\d+/(\d{1,15})")


class Sink(Protocol):
    """Where the bytes go: a file or memory."""

    def restart(self) -> None:
        """Discard what was written."""
        ...

    def write(self, chunk: bytes) -> None:
        """Append bytes."""
        ...

    def admit(self, suffix: str) -> None:
        """Accept the type of the file, known early by its suffix, or refuse it."""
        ...


class Download:
    """One file on its way to a sink.

    Args:
        sink: Where the bytes go.
        link: Its URL, whose suffix a file of no known type keeps.
        kind: What it is a result of.
        any_type: Whether it may be of a type that few programs open, or of none that is known.

    Attributes:
        size: Bytes received so far.
    """

    def __init__(self, sink: Sink, link: str = "", kind: Kind = IMAGES, *, any_type: bool = False) -> None:
        self._sink = sink
        self._link = link
        self._kind = kind
        self._any_type = any_type
        self._head = b""
        self._largest = _largest(kind)
        self._right: str | None = None
        self._whole: int | None = None
        self._version: str | None = None
        self.size = 0

    @property
    def headers(self) -> dict[str, str]:
        """Headers of the next request: for the rest if the host can tell that the file is still the same, else all."""
        asked = {"Accept-Encoding": "identity"}
        if self.size and self._version:
            asked |= {"Range": f"bytes={self.size}-", "If-Range": self._version}
        return asked

    def begin(self, answer: Response) -> bool:
        """Read the status and headers of an answer.

        Returns:
            Whether its body is wanted.

        Raises:
            ConnectionFailed: It is a different part from the one requested.
            SavingError: The file is too large.
        """
        if answer.status == _PART:
            self._resume(answer)
        elif answer.status == _WHOLE:
            self._restart()
            self._whole = _length(answer)
            self._version = _version(answer)
        elif answer.status == _NO_SUCH_PART and self.size:
            self._start_over("the host has no such part of the file")
        self._refuse_if_too_large(self._whole or 0)
        return self.carries_file(answer)

    def carries_file(self, answer: Response) -> bool:
        """Whether an answer is the file or a part of it."""
        return answer.status in {_WHOLE, _PART}

    def write(self, chunk: bytes) -> None:
        """Append bytes.

        Raises:
            WrongFileType: They are of no known type.
            SavingError: There are too many.
        """
        self.size += len(chunk)
        if len(self._head) < HEAD:
            self._look_at(chunk)
        self._refuse_if_too_large(max(self.size, self._whole or 0))
        if self._right is None and len(self._head) == HEAD:
            self._right = self._suffix()
            self._sink.admit(self._right)
        self._sink.write(chunk)

    def finish(self) -> str:
        """Return the suffix that fits the whole file, such as `.png`.

        Raises:
            WrongFileType: It is of no known type.
            ConnectionFailed: It is shorter or longer than the host announced.
        """
        if self._whole is not None and self.size != self._whole:
            mismatch = f"{self.size} bytes came, but the host announced {self._whole}"
            if self.size > self._whole:
                self._start_over(mismatch)
            raise ConnectionFailed(mismatch)
        return self._right or self._suffix()

    def _resume(self, answer: Response) -> None:
        match = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
        here = match and int(match[1]) == self.size and self._whole in {None, int(match[2])}
        same = answer.headers.get("etag", self._version) == self._version
        if not (match and here and same and self.size):
            self._start_over("the host sent a different part of the file from the one requested")
        self._whole = int(match[2]) if match else None

    def _start_over(self, why: str) -> None:
        self._restart()
        raise ConnectionFailed(why)

    def _restart(self) -> None:
        self._sink.restart()
        self._head, self.size, self._whole, self._version = b"", 0, None, None
        self._largest, self._right = _largest(self._kind), None

    def _look_at(self, chunk: bytes) -> None:
        self._head += chunk[: HEAD - len(self._head)]
        if len(self._head) == HEAD:
            self._largest = find_kind_of_file(self._kind, self._head).largest

    def _suffix(self) -> str:
        right = detect_common_suffix(self._kind, self._head)
        if self._any_type and self._head:
            right = detect_any_suffix(self._kind, self._head, self._link)
        if right is None:
            raise WrongFileType(_wrong_type(self._kind, self._head))
        return right

    def _refuse_if_too_large(self, size: int) -> None:
        """Refuse a file that is larger than results of its kind are, once its head shows its kind."""
        if size > self._largest:
            raise SavingError(f"the result is larger than {self._largest} bytes; nothing was saved")


def _largest(kind: Kind) -> int:
    """Return how large a file may be while it is not known what kind it is of."""
    return max(each.largest for each in (kind, *KINDS.values()))


def _wrong_type(kind: Kind, head: bytes) -> str:
    if not head:
        return "the link returned an empty file; nothing was saved"
    media_type = detect_media_type(kind, head)
    what = f"another type of file ({media_type})" if media_type else "an unknown type of file"
    return (
        f"the link returned {what} instead of {kind.common_types}; nothing was saved; any_type=True saves it as it is"
    )


def is_redirect(answer: Response) -> bool:
    """Whether an answer says that the file is elsewhere."""
    return answer.status in {301, 302, 303, 307, 308}


def _length(answer: Response) -> int | None:
    """Return the length of the file; None if it is unknown, or that of a compressed form."""
    length = answer.headers.get("content-length", "")
    return int(length) if length.isdecimal() and not _is_compressed(answer) else None


def _version(answer: Response) -> str | None:
    """Return the ETag with which the rest of the same file can be requested, which takes a strong one."""
    etag = answer.headers.get("etag", "")
    return etag if etag.startswith('"') and not _is_compressed(answer) else None


def _is_compressed(answer: Response) -> bool:
    return answer.headers.get("content-encoding", "identity") != "identity"
