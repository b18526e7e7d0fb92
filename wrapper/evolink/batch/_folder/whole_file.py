"""Writes a file whole or not at all."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from evolink._files.part_lock import create_locked, name_in_errors


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """Write a file, which is on the disk then; if anything goes wrong, an earlier one stays as it was.

    Args:
        path: The file.
        lines: Its lines, without line ends.

    Raises:
        OSError: It can't be written.
    """
    part = path.parent / f".evolink-{os.urandom(16).hex()}.part"
    with name_in_errors(path), create_locked(part) as file:
        try:
            for line in lines:
                file.write(f"{line}\n".encode(errors="backslashreplace"))  # of a name with bytes that are no text
            file.flush()
            os.fsync(file.fileno())
            file.close()
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
