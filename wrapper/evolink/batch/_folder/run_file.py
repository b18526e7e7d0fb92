"""`evolink-run.jsonl`, the run file: what a batch has sent and what became of it, so that it travels with the folder.

The first line names the batch; every other one notes something about one call. Lines are only ever added. What has to
be in the journal before a call is sent is on the disk here, too, before it is sent.
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
from evolink._files.part_lock import name_in_errors
from evolink._files.path_type import inspect_path
from evolink.errors import ConfigurationError, UnknownRun

from .run_file_calls import RunFileCalls
from .whole_file import write_whole

RUN_FILE = "evolink-run.jsonl"
_FORMAT = 1
_BLOCK = 64 * 1024
_RUN, _FORMAT_NAME = "evolink_run", "format"

_log = logging.getLogger("evolink")


def read_run_file(folder: Path, sent: RunFileCalls) -> UnknownRun | None:
    """Read a folder's run file, if it has one.

    Args:
        folder: The folder.
        sent: Gets the calls of the file.

    Returns:
        What keeps the file from being trusted: a line that is not valid. The others were read.

    Raises:
        UnknownRun: A newer version has written it.
        ConfigurationError: Something else than a file is there.
        OSError: It can't be read.
    """
    path = run_file_path(folder)
    damage: UnknownRun | None = None
    for number, line in _lines(path):
        try:
            facts = _parsed(line, number)
            if number == 1:
                _refuse_if_newer(path, facts)
            else:
                sent.add(facts)
        except (ValueError, KeyError, TypeError) as error:
            damage = damage or unknown_run(path, f"its line {number} is not valid ({error})")
    return damage


def run_file_path(folder: Path) -> Path:
    """Return the path of a folder's run file.

    Raises:
        ConfigurationError: Something else than a file is there.
    """
    path = folder / RUN_FILE
    if not (found := inspect_path(path)).can_be_file:
        raise ConfigurationError(f"{path} is {found}, and is never replaced: name another output folder")
    return path


def unknown_run(path: Path, why: str) -> UnknownRun:
    """Return the error for a folder whose rows may have been paid, when it is unknown which."""
    return UnknownRun(
        f"{path} says which rows were paid, and {why}. Nothing was sent: put a good copy of it there, or use the "
        "journal that ran this folder before; new=True begins a new batch there, which pays for every row again"
    )


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Iterate over the whole lines; a last one without a line end was never whole, so its call was not sent."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for number, line in enumerate(file, start=1):
            if line.endswith(b"\n"):
                yield number, line


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    parsed: Any = json.loads(line)
    if not isinstance(parsed, dict) or (number == 1) != (_RUN in parsed):
        raise ValueError("it is not a line about a call" if number > 1 else "it does not name the batch")
    return cast("dict[str, Any]", parsed)


def _refuse_if_newer(path: Path, first: Mapping[str, Any]) -> None:
    if not isinstance(form := first[_FORMAT_NAME], int):
        raise TypeError("its format is not a number")
    if form > _FORMAT:
        raise unknown_run(path, f"it has format {form}, which a newer version of evolink reads")


@dataclass(frozen=True, slots=True)
class _Line:
    text: bytes
    done: "Future[None]"
    must: bool


class RunFile:
    """Adds lines to the run file of a folder, many at a time, each on the disk before its future is done.

    Only one may be open for a folder at a time. The file is made with the first line.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = run_file_path(folder)
        self._file: int | None = None
        self._lines: SimpleQueue[_Line] = SimpleQueue()
        self._owed: list[_Line] = []
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="evolink-run-file")

    def note(self, facts: Mapping[str, Any], *, must: bool = False) -> "Future[None]":
        """Add a line.

        Args:
            facts: What it says.
            must: Whether the future raises the `OSError` that keeps it from the disk, and the line is dropped. Other
                lines are kept for later: what was paid is in the journal.
        """
        line = _Line(f"{json.dumps(facts)}\n".encode(), Future(), must)
        self._lines.put(line)
        with suppress(RuntimeError):  # closed: the batch was stopped at once, and the journal has it
            self._thread.submit(self._write)
        return line.done

    def note_all(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add many lines, and wait for them."""
        last: Future[None] | None = None
        for number, facts in enumerate(lines):
            last = self.note(facts)
            if number % 1000 == 0:
                last.result()
        if last is not None:
            last.result()

    def close(self) -> None:
        """Write what is left, and close the file."""
        self._thread.submit(self._write).result()
        self._thread.shutdown()
        if self._owed:
            _log.error("%s was not brought up to date; the next run with this journal does that", self._path)
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
    """Open the file to add to it, after its last whole line; if there is none, make it, whole or not at all."""
    if not path.exists() or not path.stat().st_size:
        first = {_RUN: os.urandom(16).hex(), _FORMAT_NAME: _FORMAT, "at": time.time()}
        write_whole(path, [json.dumps(first)])
        sync_folder(path.parent)
    _cut_torn_end(path)
    return os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))


def _cut_torn_end(path: Path) -> None:
    """Remove a last line that has no line end, or the next one would be added to it."""
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
