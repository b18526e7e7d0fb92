"""A file that comes over one connection or over several: what to ask for, and what to make of each answer.

Nothing is sent here, and nothing waits.
"""

import re
from typing import Protocol

from evolink._files.media_types import HEAD, any_suffix_of, media_type_of, suffix_of
from evolink._http.port import Response
from evolink.errors import ConnectionFailed, NotAPicture, SavingError

_LARGEST = 128 * 1024**2
"""Bytes; twice what the largest picture of the service takes without any compression."""
_WHOLE, _PART, _NO_SUCH_PART = 200, 206, 416
_CONTENT_RANGE = re.compile(r"bytes (\d{1,15})-\d+/(\d{1,15})")


class DownloadTarget(Protocol):
    """Where the bytes go: a file or the memory."""

    def restart(self) -> None:
        """Forget what was written."""
        ...

    def write(self, chunk: bytes) -> None:
        """Add bytes."""
        ...

    def admit(self, suffix: str) -> None:
        """Take in early what kind of picture comes."""
        ...


class Download:
    """One file on its way to its target.

    Args:
        target: Where the bytes go.
        link: Its address, for a file of no known type.
        any_type: Whether it may be another file than an image that every program opens.

    Attributes:
        size: Bytes that are there.
    """

    def __init__(self, target: DownloadTarget, link: str = "", *, any_type: bool = False) -> None:
        self._target = target
        self._link = link
        self._any_type = any_type
        self._head = b""
        self._whole: int | None = None
        self._version: str | None = None
        self.size = 0

    @property
    def headers(self) -> dict[str, str]:
        """What the next request asks for: the rest if the host can tell that it is still the same file, else all."""
        asked = {"Accept-Encoding": "identity"}
        if self.size and self._version:
            asked |= {"Range": f"bytes={self.size}-", "If-Range": self._version}
        return asked

    def begin(self, answer: Response) -> bool:
        """Look at the head of an answer.

        Returns:
            Whether its body is wanted.

        Raises:
            ConnectionFailed: It is another part than the one that was asked for.
            SavingError: It is too large.
        """
        if answer.status == _PART:
            self._resume(answer)
        elif answer.status == _WHOLE:
            self._restart()
            self._whole = _length(answer)
            self._version = _version(answer)
        elif answer.status == _NO_SUCH_PART and self.size:
            self._lose("the host has no such part of the file")
        if self._whole is not None and self._whole > _LARGEST:
            raise _too_large()
        return self.has_come(answer)

    def has_come(self, answer: Response) -> bool:
        """Return whether an answer is the file or a part of it."""
        return answer.status in {_WHOLE, _PART}

    def write(self, chunk: bytes) -> None:
        """Add bytes.

        Raises:
            NotAPicture: They are of no known type.
            SavingError: There are too many.
        """
        known = len(self._head) >= HEAD
        self._head += chunk[: HEAD - len(self._head)]
        self.size += len(chunk)
        if self.size > _LARGEST:
            raise _too_large()
        if not known and len(self._head) >= HEAD:
            self._target.admit(self._suffix())
        self._target.write(chunk)

    def finish(self) -> str:
        """Return the suffix that fits the whole file, such as `.png`.

        Raises:
            NotAPicture: It is of no known type.
            ConnectionFailed: It is shorter or longer than the host said.
        """
        if self._whole is not None and self.size != self._whole:
            told = f"{self.size} bytes came where the host had told {self._whole}"
            if self.size > self._whole:
                self._lose(told)
            raise ConnectionFailed(told)
        return self._suffix()

    def _resume(self, answer: Response) -> None:
        match = _CONTENT_RANGE.fullmatch(answer.headers.get("content-range", ""))
        here = match and int(match[1]) == self.size and self._whole in {None, int(match[2])}
        same = answer.headers.get("etag", self._version) == self._version
        if not (match and here and same and self.size):
            self._lose("the host sent another part of the file than the one asked for")
        self._whole = int(match[2]) if match else None

    def _lose(self, why: str) -> None:
        self._restart()
        raise ConnectionFailed(why)

    def _restart(self) -> None:
        self._target.restart()
        self._head, self.size, self._whole, self._version = b"", 0, None, None

    def _suffix(self) -> str:
        right = suffix_of(self._head)
        if self._any_type and self._head:
            right = any_suffix_of(self._head, self._link)
        if right is None:
            raise NotAPicture(_not_a_picture(self._head))
        return right


def _not_a_picture(head: bytes) -> str:
    if not head:
        return "the link gave nothing; nothing was saved"
    kind = media_type_of(head)
    what = "no image" if kind == "application/octet-stream" else f"an image of another type ({kind})"
    return f"the link gave {what}, and not a PNG, JPEG, WebP or GIF; nothing was saved; any_type=True saves it as it is"


def is_redirect(answer: Response) -> bool:
    """Return whether the file is said to be elsewhere."""
    return answer.status in {301, 302, 303, 307, 308}


def _length(answer: Response) -> int | None:
    """Return the length of the file; None if unknown, or that of a compressed form that is unpacked on the way."""
    told = answer.headers.get("content-length", "")
    return int(told) if told.isdecimal() and not _packed(answer) else None


def _version(answer: Response) -> str | None:
    """Return the mark under which the rest of the very same file can be asked for, which only a strong one is."""
    mark = answer.headers.get("etag", "")
    return mark if mark.startswith('"') and not _packed(answer) else None


def _packed(answer: Response) -> bool:
    return answer.headers.get("content-encoding", "identity") != "identity"


def _too_large() -> SavingError:
    return SavingError(f"the result is larger than {_LARGEST} bytes; nothing was saved")
