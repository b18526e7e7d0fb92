"""A file of the caller's that is to be sent: a path, bytes, an open file or a PIL image, read alike from here on."""

import hashlib
import io
import mimetypes
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Protocol, cast, runtime_checkable

from evolink._contract.invalid import invalid
from evolink._files.media_types import HEAD, detect_type, shows_in_content
from evolink._files.path_type import PathType, inspect_path

_CHUNK = 1024**2
_STEM = 16
"""Digits of its hash in the name of a file that has no name of its own."""
_PNG_MODES = frozenset({"1", "L", "LA", "I;16", "P", "RGB", "RGBA"})
"""The modes of Pillow that a PNG can have; images in others are converted to RGB, unless that would lose something."""
_LOSSLESS = {"I": "I;16", "I;16B": "I;16", "I;16L": "I;16", "I;16N": "I;16", "La": "LA", "PA": "RGBA", "RGBa": "RGBA"}


@runtime_checkable
class PilImage(Protocol):
    """What is used of a `PIL.Image.Image`."""

    @property
    def mode(self) -> str: ...
    @property
    def size(self) -> tuple[int, int]: ...
    def convert(self, mode: str, /) -> "PilImage": ...
    def save(self, fp: Any, /, format: str) -> None: ...  # noqa: A002 - Pillow's name
    def tobytes(self) -> bytes: ...


@dataclass(frozen=True)
class LocalFile:
    """The content of a file, with what is known of it before it is uploaded. Two are equal if their content is.

    Attributes:
        name: The file name to upload it under, with a suffix that fits its content.
        size: Its bytes.
        media_type: Its type by its content, such as `image/png`; `application/octet-stream` if that is not known.
        formats: The names of its format, such as `jpg` and `jpeg`; none if that is not known.
        path: Where it is on the disk; None if it is not there.
    """

    name: str = field(compare=False)
    size: int
    media_type: str = field(compare=False)
    formats: tuple[str, ...] = field(compare=False)
    path: Path | None = field(compare=False)
    _open: Callable[[], BinaryIO] = field(compare=False, repr=False)

    @cached_property
    def sha256(self) -> str:
        """The hash of its content, as hexadecimal digits; it is read for that once."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    @property
    def identity(self) -> str:
        """What it counts as where requests are compared: its content, and not the link that it once had."""
        return f"sha256:{self.sha256}"

    def open(self) -> BinaryIO:
        """Return its content as a stream of its own, from the beginning; the caller closes it.

        Raises:
            InvalidRequest: It has changed, or can't be read any longer.
        """
        return self._open()


def local_file(value: object, place: str = "file") -> LocalFile | None:
    """Return the file that a value is; None for text, which is a link, and for everything that is no file.

    Args:
        value: A path, bytes, a binary file that is open for reading, or a PIL image. A file that can be rewound counts
            from its beginning, wherever it stands; another one from where it stands.
        place: Where the caller has put it, for errors.

    Raises:
        InvalidRequest: There is no such file, or it can't be read, or is empty.
    """
    try:
        return _local_file(value)
    except _UnusableError as error:
        raise invalid(place, "file", value, str(error)) from error.__cause__


def remembered_file(path: Path, name: str, size: int, media_type: str, sha256: str) -> LocalFile:
    """Return a file as it was noted before; nothing is read until it is opened."""
    file = LocalFile(name, size, media_type, (), path, lambda: _open_again(path, size))
    file.__dict__["sha256"] = sha256
    return file


def is_local(value: object) -> bool:
    """Whether a value is a file, or means to be one, and so is no part of JSON. Nothing is read."""
    if isinstance(value, str):
        return False
    return _holds_bytes(value) or isinstance(value, os.PathLike | PilImage) or callable(getattr(value, "read", None))


class _UnusableError(Exception):
    """What is wrong with a value, in words."""


def _local_file(value: Any) -> LocalFile | None:
    if isinstance(value, str):
        return None
    if _holds_bytes(value):
        return _from_bytes(bytes(value))
    if isinstance(value, os.PathLike):
        return _from_path(Path(os.fsdecode(cast("os.PathLike[str]", value))))
    if isinstance(value, PilImage):
        return _from_bytes(_png(value))
    if callable(getattr(value, "read", None)):
        return _from_stream(value)
    return None


def _from_bytes(content: bytes, name: str = "") -> LocalFile:
    if not content:
        raise _UnusableError("is empty")
    own, media_type, formats = _content(content[:HEAD], name or hashlib.sha256(content).hexdigest()[:_STEM])
    return LocalFile(own, len(content), media_type, formats, None, lambda: io.BytesIO(content))


def _from_path(given: Path) -> LocalFile:
    try:
        path = given.expanduser().absolute()
        found = inspect_path(path)
    except (OSError, RuntimeError, ValueError) as error:
        raise _UnusableError(f"can't be read: {_reason(error)}") from error
    if found is PathType.NOTHING:
        raise _UnusableError("there is no such file")
    if found is not PathType.FILE:
        raise _UnusableError(f"is {found}, not a file")
    stream, state = _open_file(path)
    with stream:
        head = stream.read(HEAD)
    if not head:
        raise _UnusableError("is empty")
    name, media_type, formats = _content(head, path.name)
    return LocalFile(name, state.st_size, media_type, formats, path, lambda: _reopen(path, state))


def _open_file(path: Path) -> tuple[BinaryIO, os.stat_result]:
    try:
        stream = path.open("rb")
        return stream, os.fstat(stream.fileno())
    except OSError as error:
        raise _UnusableError(f"can't be read: {_reason(error)}") from error


def _reopen(path: Path, state: os.stat_result) -> BinaryIO:
    """Open a file that was checked before; what was checked is what must be sent."""
    try:
        stream, now = _open_file(path)
    except _UnusableError as error:
        raise invalid(path.name, "file", path, str(error)) from error
    if _version(now) != _version(state):
        stream.close()
        raise invalid(path.name, "file", path, "has changed since it was checked")
    return stream


def _open_again(path: Path, size: int) -> BinaryIO:
    try:
        stream, now = _open_file(path)
    except _UnusableError as error:
        raise invalid(path.name, "file", path, str(error)) from error
    if now.st_size != size:  # its hash is compared while it is sent
        stream.close()
        raise invalid(path.name, "file", path, "has changed since the manifest was checked")
    return stream


def _version(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns


def _from_stream(stream: Any) -> LocalFile:
    name = getattr(stream, "name", None)
    try:
        if isinstance(name, str) and (path := _path_behind(stream, Path(name))):
            return _from_path(path)
        content = _read_all(stream)
    except (OSError, ValueError) as error:
        raise _UnusableError(f"can't be read: {_reason(error)}") from error
    if isinstance(content, str):
        raise _UnusableError('is open as text: open it with "rb"')
    if not _holds_bytes(content):
        raise _UnusableError(f"is not a file open for reading: its read() returned {type(content).__name__}")
    return _from_bytes(bytes(content), PurePath(name).name if isinstance(name, str) else "")


def _path_behind(stream: Any, path: Path) -> Path | None:
    """Return the path of an open file, if what is there now is that file, so that it need not be kept in memory."""
    if isinstance(stream, io.TextIOBase):
        return None  # its reading shows what is wrong
    try:
        if stream.writable():
            stream.flush()
        return path if os.path.samestat(os.fstat(stream.fileno()), path.stat()) and path.is_file() else None
    except (OSError, ValueError, AttributeError, TypeError):
        return None


def _read_all(stream: Any) -> Any:
    if isinstance(stream, io.TextIOBase):
        return ""
    if not _can_seek(stream):
        return stream.read()
    here = stream.tell()
    stream.seek(0)
    try:
        return stream.read()
    finally:
        stream.seek(here)


def _can_seek(stream: Any) -> bool:
    try:
        return bool(stream.seekable())
    except AttributeError:
        return False


def _png(image: PilImage) -> bytes:
    """Return an image as a PNG, which loses nothing."""
    written = io.BytesIO()
    try:
        fitting = image if image.mode in _PNG_MODES else image.convert(_LOSSLESS.get(image.mode, "RGB"))
        fitting.save(written, format="PNG")
    except Exception as error:  # Pillow raises what it likes, such as for an image whose file is closed
        raise _UnusableError(f"can't be written as a PNG: {_reason(error)}") from error
    return written.getvalue()


def _holds_bytes(value: object) -> bool:
    return isinstance(value, bytes | bytearray | memoryview)


def _content(head: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    """Return a file's name, its media type and the names of its format: by its content, else by its name.

    A name counts only where the content does not show the type: what is called .png and is no PNG is of no known type.
    """
    found = detect_type(head)
    if found:
        suffixes = (found.suffix, *found.other_suffixes)
        return _with_suffix(name, suffixes), found.name, tuple(suffix[1:] for suffix in suffixes)
    suffix = PurePath(name).suffix.lower()
    by_name = suffix and not shows_in_content(suffix)
    media_type = mimetypes.guess_type(name)[0] if by_name else None
    formats = (suffix[1:],) if by_name else ()
    return _clean(name), media_type or "application/octet-stream", formats


def _with_suffix(name: str, suffixes: tuple[str, ...]) -> str:
    """Return a file name whose suffix is one that its content allows."""
    path = PurePath(_clean(name))
    if path.suffix.lower() in suffixes:
        return path.name
    stem = path.stem if re.fullmatch(r"\.\w{1,5}", path.suffix) else path.name
    return f"{stem}{suffixes[0]}"


def _clean(name: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f/\\]", "_", name)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
