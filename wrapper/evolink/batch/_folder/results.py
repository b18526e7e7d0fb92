"""`results.jsonl`: what became of every row, written from the journal in one step."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from evolink._files.path_type import inspect_path
from evolink.batch._manifest.names import id_in
from evolink.errors import ConfigurationError, EvoLinkError
from evolink.errors._problem import Problem
from evolink.journal import Call, State

from .whole_file import write_whole

RESULTS_FILE = "results.jsonl"
UNSAVED = "unsaved"
INVALID = "invalid"


def write_results(
    folder: Path, calls: Iterable[Call], problems: Iterable[Problem], left: Mapping[str, Exception]
) -> None:
    """Write the file: whole or, if anything goes wrong, as it was.

    Args:
        folder: Where.
        calls: The last call of every row, in the order of the manifest.
        problems: What was wrong with rows that were left out.
        left: What keeps paid calls from their end, by their keys.

    Raises:
        ConfigurationError: Something else than a folder, or a file in it, is there; it was not touched.
        OSError: The file can't be written.
    """
    refuse_if_taken(folder)
    records = _records(folder, calls, problems, left)
    write_whole(folder / RESULTS_FILE, (json.dumps(each, ensure_ascii=False) for each in records))


def refuse_if_taken(folder: Path) -> None:
    """Refuse a folder that can't be the output of a batch, before anything is made there.

    Raises:
        ConfigurationError: Something else is there, or in the place of its `results.jsonl`.
        OSError: It can't be read.
    """
    if not (found := inspect_path(folder)).can_be_folder:
        raise ConfigurationError(f"the output {folder} is {found}, and must be a folder")
    if not (found := inspect_path(folder / RESULTS_FILE)).can_be_file:
        raise ConfigurationError(
            f"{folder / RESULTS_FILE} is {found}, and is never replaced: name another output folder"
        )


def _records(
    folder: Path, calls: Iterable[Call], problems: Iterable[Problem], left: Mapping[str, Exception]
) -> Iterator[dict[str, Any]]:
    yield from (result_record(folder, call, left.get(call.key)) for call in calls)
    for line, found in groupby(problems, key=lambda each: each.line):
        error = {"code": None, "message": "; ".join(map(str, found))}
        yield {**_NOTHING, "line": line, "state": INVALID, "error": error}


_NOTHING: dict[str, Any] = {
    "id": None,
    "line": None,
    "state": None,
    "model": None,
    "calls": 0,
    "key": None,
    "task_id": None,
    "files": [],
    "credits": None,
    "error": None,
}
"""The keys of every record, in their order."""


def result_record(folder: Path, call: Call, left: Exception | None = None) -> dict[str, Any]:
    """Return what became of a row, as JSON; paths are relative to the folder of the batch."""
    return {
        **_NOTHING,
        "id": id_in(call.row_id or ""),
        "line": call.line,
        "state": state_of(call),
        "model": call.model,
        "calls": call.attempt,
        "key": call.key,
        "task_id": call.task_id,
        "files": [_file(folder, each) for each in call.results if each.saved_at is not None],
        "credits": call.cost,
        "error": _error(call, left),
    }


def state_of(call: Call) -> str:
    """Return the state of a row: that of its last call, but completed only if its results are files."""
    match call.state:
        case State.COMPLETED if call.unsaved:
            return UNSAVED
        case State.INTENT if call.sent_at is None:  # taken, and returned before it was sent
            return str(State.PLANNED)
        case State.INTENT | State.RESENT:  # the batch was stopped at once, and whether it was sent is unknown
            return str(State.HELD)
        case _:
            return str(call.state)


def _file(folder: Path, result: Any) -> dict[str, Any]:
    path = result.path
    name = str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
    return {"path": name, "size": result.size, "sha256": result.sha256}


def _error(call: Call, left: Exception | None) -> dict[str, Any] | None:
    if left is not None:
        return {"code": left.code if isinstance(left, EvoLinkError) else None, "message": str(left)}
    if call.error_code is None and call.error_message is None:
        return None
    return {"code": call.error_code, "message": call.error_message}
