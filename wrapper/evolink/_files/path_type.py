"""What is at a path that the user gave: checked before anything there is made, replaced or removed."""

import errno
import os
import stat
from enum import StrEnum
from pathlib import Path


class PathType(StrEnum):
    """What a path leads to, in the words of a message."""

    NOTHING = "nothing"
    FILE = "a file"
    FOLDER = "a folder"
    DEVICE = "a device"
    FIFO = "a FIFO"
    SOCKET = "a socket"
    DANGLING = "a link that leads nowhere"
    OTHER = "neither a file nor a folder"

    @property
    def can_be_file(self) -> bool:
        """Whether a file may be made or replaced there without harm."""
        return self in {PathType.NOTHING, PathType.FILE}

    @property
    def can_be_folder(self) -> bool:
        """Whether it is a folder, or one may be made there."""
        return self in {PathType.NOTHING, PathType.FOLDER}


_KINDS = {
    stat.S_IFREG: PathType.FILE,
    stat.S_IFDIR: PathType.FOLDER,
    stat.S_IFCHR: PathType.DEVICE,
    stat.S_IFBLK: PathType.DEVICE,
    stat.S_IFIFO: PathType.FIFO,
    stat.S_IFSOCK: PathType.SOCKET,
}


def inspect_path(path: str | os.PathLike[str]) -> PathType:
    """Return what a path leads to, links followed. Nothing is opened, so no FIFO blocks and no device acts.

    Raises:
        OSError: It can't be inspected: its name is too long, a parent is a file, or this user may not.
        ValueError: It contains a NUL.
    """
    place = Path(path)
    try:
        found = place.stat()
    except FileNotFoundError:
        return PathType.DANGLING if place.is_symlink() else PathType.NOTHING
    except OSError as error:
        if error.errno == errno.ELOOP:  # links that form a loop
            return PathType.DANGLING
        raise
    return _KINDS.get(stat.S_IFMT(found.st_mode), PathType.OTHER)
