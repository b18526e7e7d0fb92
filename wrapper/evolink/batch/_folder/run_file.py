"""`evolink-run.jsonl`, the run file: what a batch has sent and what became of it, so that it travels with the folder.

The first line names the batch; every other one notes something about one call. Lines are only ever added. What has to
be in the journal before a call is sent is on the disk here, too, before it is sent.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, cast

from evolink._files.folder_sync import sync_folder
from evolink._files.part_lock import name_in_errors
from evolink._files.path_type import inspect_path
from evolink._files.unfinished import write_all
from evolink._http.arrivals import waking_once
from evolink._log import log as _log
from evolink.errors import ConfigurationError, UnknownRun

from .run_file_calls import RunFileCalls
from .whole_file import write_whole

RUN_FILE = "evolink-run.jsonl"
_FORMAT = 1
_BLOCK = 64 * 1024
_TOGETHER = 1000
"""Lines written at one time when many are given."""
_COMPANY = 0.1
"""Seconds that a line waits for others if nothing waits for it."""
_RUN, _FORMAT_NAME = "evolink_run", "format"


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


class _Level(IntEnum):
    """How soon lines are to be written, and whether that is synced to the disk."""

    IDLE = 0
    SOON = 1
    NOW = 2
    SYNCED = 3
    LAST = 4


@dataclass(frozen=True, slots=True)
class _Line:
    """A line.

    Attributes:
        text: Its bytes.
        done: Done when it is on the disk; None if nothing waits for it.
        must: Whether the future raises what keeps it from the disk, and the line is dropped.
    """

    text: bytes
    done: "Future[None] | None" = None
    must: bool = False


class RunFile:
    """Adds lines to the run file of a folder, in a thread of its own, and many at a time.

    Only one may be open for a folder at a time. The file is made with the first line.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self._path = run_file_path(folder)
        self._file: int | None = None
        self._end = 0
        self._lock = Lock()
        self._lines: list[_Line] = []
        self._level = _Level.IDLE
        self._calls: SimpleQueue[_Level] = SimpleQueue()
        self._thread = Thread(target=self._work, name="evolink-run-file", daemon=True)
        self._thread.start()

    def note(self, facts: Mapping[str, Any]) -> None:
        """Add a line, a moment later: if it is lost, what it says is found out again for free."""
        self._put(_Line(_text(facts)), _Level.SOON)

    def note_now(self, facts: Mapping[str, Any]) -> None:
        """Add a line at once: without it and without the journal, its call would be held."""
        self._put(_Line(_text(facts)), _Level.NOW)

    def note_first(self, facts: Mapping[str, Any]) -> "Future[None]":
        """Add a line that must be on the disk before a call is sent.

        Returns:
            Done when it is there; raises the `OSError` that keeps it from there, and the line is dropped.
        """
        line = _Line(_text(facts), Future(), must=True)
        self._put(line, _Level.SYNCED)
        return cast("Future[None]", line.done)

    def note_all(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Add many lines, and wait until they are on the disk or the disk refuses them."""
        for some in _chunked(lines, _TOGETHER):
            done: Future[None] = Future()
            text = b"".join(map(_text, some))
            self._put(_Line(text, done), _Level.SYNCED)
            done.result()

    def close(self) -> None:
        """Write what is left, and close the file."""
        with self._lock:
            self._level = _Level.LAST
        self._calls.put(_Level.LAST)
        self._thread.join()
        if self._lines:
            _log.error("%s was not brought up to date; the next run with this journal does that", self._path)
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _put(self, line: _Line, level: _Level) -> None:
        with self._lock:
            self._lines.append(line)
            rises = level > self._level
            if rises:
                self._level = level
        if rises:  # else the thread has been called already
            self._calls.put(level)

    def _work(self) -> None:
        while self._level is not _Level.LAST:
            if self._calls.get() is _Level.SOON:
                with suppress(Empty):  # a call for more ends the pause
                    self._calls.get(timeout=_COMPANY)
            self._write()
        self._write()

    def _write(self) -> None:
        """Write what is there, and sync it if something waits for that."""
        with self._lock:
            lines, self._lines = self._lines, []
            sync = self._level >= _Level.SYNCED
            if self._level is not _Level.LAST:
                self._level = _Level.IDLE
        try:
            self._append(b"".join(line.text for line in lines), sync=sync)
        except OSError as error:
            self._fail(lines, error)
        else:
            with waking_once():
                for line in lines:
                    if line.done is not None:
                        line.done.set_result(None)

    def _append(self, text: bytes, *, sync: bool) -> None:
        """Add text: all of it or, if anything goes wrong, nothing."""
        if not text and not (sync and self._file is not None):
            return
        with name_in_errors(self._path):
            if self._file is None:
                self._file = _opened(self._path)
                self._end = os.fstat(self._file).st_size
            try:
                write_all(self._file, text)
                if sync:
                    os.fsync(self._file)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(self._file, self._end)
                raise
            self._end += len(text)

    def _fail(self, lines: list[_Line], error: OSError) -> None:
        for line in lines:
            if line.done is not None:
                line.done.set_exception(error) if line.must else line.done.set_result(None)
        with self._lock:  # the others are written with the next
            kept = [_Line(line.text) for line in lines if not line.must]
            self._lines = [*kept, *self._lines]


def _text(facts: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(facts)}\n".encode()


def _chunked(lines: Iterable[Mapping[str, Any]], size: int) -> Iterator[list[Mapping[str, Any]]]:
    every = iter(lines)
    while some := list(islice(every, size)):
        yield some


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
