"""`evolink-run.jsonl`: what a run has sent and what became of it, so that it travels with the folder.

The first line names the run; each other one tells something of one call. A line is only ever added. What the journal
needs to know before a call is sent is on the disk here, too, before it is sent.
"""

import json
import logging
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, cast

from evolink._files.part_file import sync_folder
from evolink._files.part_lock import create_locked, name_in_errors
from evolink._files.path_type import inspect_path
from evolink.errors import ConfigurationError, UnknownRun

from ._run_rows import RunRows

RUN_FILE = "evolink-run.jsonl"
_FORMAT = 1
_BLOCK = 64 * 1024
_RUN, _FORMAT_NAME = "evolink_run", "format"

_log = logging.getLogger("evolink")


def read(folder: Path, rows: RunRows) -> UnknownRun | None:
    """Read a folder's run file, if it has one.

    Args:
        folder: The folder.
        rows: What the file tells goes there.

    Returns:
        What keeps the file from being trusted: a line that can't be understood. The others were read.

    Raises:
        UnknownRun: A newer version has written it.
        ConfigurationError: Something else than a file is there.
        OSError: It can't be read.
    """
    path = place(folder)
    damage: UnknownRun | None = None
    for number, line in _lines(path):
        try:
            told = _understood(line, number)
            if number == 1:
                _refuse_if_newer(path, told)
            else:
                rows.add(told)
        except (ValueError, KeyError, TypeError) as error:
            damage = damage or unknown(path, f"its line {number} can't be understood ({error})")
    return damage


def place(folder: Path) -> Path:
    """Return the path of a folder's run file.

    Raises:
        ConfigurationError: Something else than a file is there.
    """
    path = folder / RUN_FILE
    if not (found := inspect_path(path)).can_be_file:
        raise ConfigurationError(f"{path} is {found}, and is never replaced: name another output folder")
    return path


def unknown(path: Path, why: str) -> UnknownRun:
    """Return the error of a folder whose rows may have been paid, nobody knows which."""
    return UnknownRun(
        f"{path} tells which rows were paid, and {why}. Nothing was sent: put a good copy of it there, or use the "
        "journal that ran this folder before; new=True begins a new run there, which pays for every row again"
    )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Iterate over the whole lines; a last one without an end was never whole, so nothing was sent by it."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for number, line in enumerate(file, start=1):
            if line.endswith(b"\n"):
                yield number, line


def _understood(line: bytes, number: int) -> dict[str, Any]:
    told: Any = json.loads(line)
    if not isinstance(told, dict) or (number == 1) != (_RUN in told):
        raise ValueError("it is no line of a run" if number > 1 else "it does not name the run")
    return cast("dict[str, Any]", told)


def _refuse_if_newer(path: Path, told: Mapping[str, Any]) -> None:
    if not isinstance(form := told[_FORMAT_NAME], int):
        raise TypeError("its format is no number")
    if form > _FORMAT:
        raise unknown(path, f"it has format {form}, which a newer version of evolink reads")


@dataclass(frozen=True, slots=True)
class _Line:
    text: bytes
    done: "Future[None]"
    must: bool


class RunFile:
    """Adds lines to the run file of a folder, many at a time, each on the disk before its future is done.

    Only one may be at a folder at a time. The file is made with the first line.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = place(folder)
        self._file: int | None = None
        self._lines: SimpleQueue[_Line] = SimpleQueue()
        self._owed: list[_Line] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="evolink-run-file")

    def note(self, told: Mapping[str, Any], *, must: bool = False) -> "Future[None]":
        """Add a line.

        Args:
            told: What it tells.
            must: Whether the future raises the `OSError` that keeps it from the disk, and the line is dropped. Other
                lines are kept for later: what was paid is in the journal.
        """
        line = _Line(f"{json.dumps(told)}\n".encode(), Future(), must)
        self._lines.put(line)
        with suppress(RuntimeError):  # closed: the run was left at once, and the journal has it
            self._thread.submit(self._write)
        return line.done

    def note_all(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add many lines, and wait for them."""
        last: Future[None] | None = None
        for number, told in enumerate(lines):
            last = self.note(told)
            if number % 1000 == 0:
                last.result()
        if last is not None:
            last.result()

    def close(self) -> None:
        """Write what there is, and stop."""
        self._thread.submit(self._write).result()
        self._thread.shutdown()
        if self._owed:
            _log.error("%s was not brought up to date; the next run with this journal does it", self._path)
        if self._file is not None:
            os.close(self._file)

    def _write(self) -> None:
        lines, self._owed = [*self._owed, *self._waiting()], []
        if not lines:
            return
        try:
            self._append(b"".join(line.text for line in lines))
        except OSError as error:
            self._fail(lines, error)
        else:
            for line in lines:
                if not line.done.done():
                    line.done.set_result(None)

    def _waiting(self) -> Iterator[_Line]:
        with suppress(Empty):
            while True:
                yield self._lines.get_nowait()

    def _append(self, text: bytes) -> None:
        """Add text: all of it or, if anything goes wrong, nothing."""
        with name_in_errors(self._path):
            if self._file is None:
                self._file = _opened(self._path)
            before = os.fstat(self._file).st_size
            try:
                left = memoryview(text)
                while left:
                    left = left[os.write(self._file, left) :]
                os.fsync(self._file)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._file, before)
                raise

    def _fail(self, lines: list[_Line], error: OSError) -> None:
        self._owed = [line for line in lines if not line.must]
        for line in lines:
            if line.must:
                line.done.set_exception(error)
            elif not line.done.done():
                line.done.set_result(None)


def _opened(path: Path) -> int:
    """Open the file to add to it, after its last whole line; make it, whole or not at all, if there is none."""
    if not path.exists() or not path.stat().st_size:
        part = path.parent / f".evolink-{os.urandom(16).hex()}.part"
        first = {_RUN: os.urandom(16).hex(), _FORMAT_NAME: _FORMAT, "at": time.time()}
        with create_locked(part) as file:
            try:
                file.write(f"{json.dumps(first)}\n".encode())
                file.flush()
                os.fsync(file.fileno())
                file.close()
                part.replace(path)
            finally:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
        sync_folder(path.parent)
    _cut_torn_end(path)
    return os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))


def _cut_torn_end(path: Path) -> None:
    """Remove a last line that has no end, or the next one would be added to it."""
    with path.open("rb+") as file:
        end = whole = file.seek(0, os.SEEK_END)
        while whole:
            start = max(0, whole - _BLOCK)
            file.seek(start)
            last = file.read(whole - start).rfind(b"\n")
            whole = start + last + 1
            if last >= 0:
                break
        if whole < end:
            file.truncate(whole)
