"""A download that becomes a file only when it is complete."""

import os
from contextlib import closing
from hashlib import file_digest, sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from evolink._contract.kinds import IMAGES, Kind
from evolink._files.folder_sync import sync_folder
from evolink._files.media_types import means_same_type, names_type
from evolink._files.part_lock import name_in_errors
from evolink._files.path_type import PathType, inspect_path
from evolink._files.unfinished import Unfinished, open_unfinished, write_all
from evolink.errors import WouldOverwrite

_KEPT = 256 * 1024
"""Bytes that are kept in memory until the file is complete."""


class PartFile:
    """What is downloaded, on its way to a file: `commit` gives it its name, and nothing is left if that never happens.

    A small file is kept in memory until then, so that all of its writing is one job.

    Args:
        target: The file to make. Its suffix is corrected if it does not fit the content.
        kind: What it is a result of.
        overwrite: Whether an existing file may be replaced.
        adopt: Whether an existing file of the same content is accepted.

    Attributes:
        size: Bytes received.
    """

    def __init__(self, target: Path, kind: Kind = IMAGES, *, overwrite: bool, adopt: bool = False) -> None:
        self.size = 0
        self._kind = kind
        self._hash = sha256()
        self._target = target
        self._overwrite = overwrite
        self._adopt = adopt
        self._admitted: Path | None = None
        self._waiting: list[bytes] = []
        self._file: Unfinished | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._file is not None:
                self._file.close()
        except OSError:
            if error is None:
                raise

    def restart(self) -> None:
        """Discard what was written: the download starts over."""
        self._waiting.clear()
        if self._file is not None:
            os.ftruncate(self._file.handle, 0)
            os.lseek(self._file.handle, 0, os.SEEK_SET)
        if self.size:
            self.size, self._hash = 0, sha256()

    def write(self, chunk: bytes) -> None:
        """Append bytes.

        Raises:
            WouldOverwrite: A file of that name exists, or something that is never replaced.
            OSError: They can't be written.
        """
        self._waiting.append(chunk)
        self.size += len(chunk)
        if self._file is not None or self.size > _KEPT:
            self._spill()

    @property
    def sha256(self) -> str:
        """The hash of what is on the disk, which is all once it was committed."""
        return self._hash.hexdigest()

    def admit(self, suffix: str) -> None:
        """Note what the file will be called, so that a large one is refused early if it can't have that name."""
        self._admitted = self._named(suffix)

    def commit(self, suffix: str) -> Path:
        """Sync its content, give it its name, and sync the name.

        Args:
            suffix: The suffix that fits its content, such as `.png`.

        Returns:
            The path, with that suffix.

        Raises:
            WouldOverwrite: A file of that name exists, or something that is never replaced.
            OSError: The file can't be written or renamed.
        """
        target = self._named(suffix)
        with name_in_errors(target):
            file = self._on_disk()
            os.fsync(file.handle)
        if self._overwrite:
            _exists(target)
            file.named(target.parent).replace(target)
        else:
            self._take_name(file, target)
        sync_folder(target.parent)
        return target

    def _spill(self) -> None:
        """Write to the disk what waits in memory."""
        if self._file is None and self._admitted and _exists(self._admitted) and not (self._overwrite or self._adopt):
            raise _would_overwrite(self._admitted)
        with name_in_errors(self._target):
            self._on_disk()

    def _on_disk(self) -> Unfinished:
        """Return the file, with all that was received."""
        if self._file is None:
            self._file = open_unfinished(self._target.parent, replacing=self._overwrite)
        if self._waiting:
            content = b"".join(self._waiting)
            self._hash.update(content)  # here, as a thread may do that
            write_all(self._file.handle, content)
            self._waiting.clear()
        return self._file

    def _take_name(self, file: Unfinished, target: Path) -> None:
        try:
            _move_to_free_name(file, target)
        except FileExistsError as error:
            if not (_exists(target) and self._adopt and self._is_same_file(target)):
                raise _would_overwrite(target) from error

    def _is_same_file(self, target: Path) -> bool:
        """Whether a file exists with the same content."""
        if not target.is_file() or target.stat().st_size != self.size:
            return False
        with target.open("rb") as existing:
            return file_digest(existing, "sha256").hexdigest() == self.sha256

    def _named(self, suffix: str) -> Path:
        target, given = self._target, self._target.suffix
        # A file of an unknown type keeps a suffix that may be its own.
        own = given and not names_type(self._kind, given) and not names_type(self._kind, suffix)
        if own or means_same_type(self._kind, given, suffix):
            return target
        # Only the suffix of another known type is replaced: `v1.5` stays whole.
        return target.with_suffix(suffix) if names_type(self._kind, given) else target.with_name(target.name + suffix)


def _exists(target: Path) -> bool:
    """Whether a file exists at a path.

    Raises:
        WouldOverwrite: A device, a folder or the like is there, which is never replaced.
    """
    found = inspect_path(target)
    if not found.can_be_file:
        raise WouldOverwrite(f"{target} is {found}, and is never replaced: name another file")
    return found is PathType.FILE


def _move_to_free_name(file: Unfinished, target: Path) -> None:
    """Move the file to its name in one step.

    Raises:
        FileExistsError: The name is taken, perhaps since a moment ago.
    """
    try:
        file.link_to(target)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links: the name is taken first, the file follows
        target.touch(exist_ok=False)
        try:
            with closing(file.named(target.parent)) as part:
                part.replace(target)
        except BaseException:
            target.unlink()
            raise


def _would_overwrite(target: Path) -> WouldOverwrite:
    return WouldOverwrite(f"{target} already exists; overwrite=True replaces it")
