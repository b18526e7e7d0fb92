"""Files that stand where a command is to put its own: they may be its own, of a run that was killed before it ended."""

import time
from collections.abc import Mapping
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evolink._contract.kinds import IMAGES
from evolink._files.media_types import names_type

from ._journal import noted
from ._report import Report
from ._span import age
from ._target import TakenError, Target

if TYPE_CHECKING:
    from evolink.journal import Call, Result


def is_done(report: Report, request: Mapping[str, Any], taken: TakenError) -> bool:
    """Return whether the files in the way are all that the same request was to make; a message says so then.

    Args:
        report: Where the message goes.
        request: The model and its parameters.
        taken: What is in the way. False means that it is the request's own, and that there is more to be saved.

    Raises:
        TakenError: The files are not the request's, as far as the journal knows.
    """
    with noted(report) as journal:
        call = journal.last_alike(request, taken.target.noted) if journal else None
    if call is None or call.state != "completed" or not all(_is_its_own(path, call) for path in taken.paths):
        raise taken
    if not all(_is_there(result) for result in call.results if result.saved_at is not None):
        raise taken
    if call.unsaved:
        return False
    _tell(report, call, taken.target)
    return True


def _is_its_own(path: Path, call: "Call") -> bool:
    return any(_is_for(path.absolute(), result) for result in call.results if result.path is not None)


def _is_for(path: Path, result: "Result") -> bool:
    """Whether a file is a result's, or may be: what was not noted as saved is compared when it is saved."""
    planned = result.path or path
    return path == planned or (result.saved_at is None and _stem(path) == _stem(planned))


def _stem(path: Path) -> Path:
    return path.with_suffix("") if names_type(IMAGES, path.suffix) else path


def _is_there(result: "Result") -> bool:
    path = result.path
    if path is None or not path.is_file() or path.stat().st_size != result.size:
        return False
    with path.open("rb") as there:
        return file_digest(there, "sha256").hexdigest() == result.sha256


def _tell(report: Report, call: "Call", target: Target) -> None:
    folder = target.place.path.parent  # as the command line names it
    files = [str(folder / result.path.name) for result in call.results if result.path]
    ago = age(time.time() - call.created_at)
    report.say(
        f"task {call.task_id} of the same request, {ago} ago, has made this; --new --overwrite pays for another one"
    )
    for file in files:
        report.give(file)
    if report.wants_json and call.task is not None:
        from ._envelope import task_record

        report.data = {"tasks": [task_record(replace(call.task, credits_used=call.credits_used), files, None)]}
