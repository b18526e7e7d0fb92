"""What a request refers to: files of the mock itself, by their links, and results of earlier tasks, by their IDs."""

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from evolink_mock.images.reference import Reference
from evolink_mock.world.files import find
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.media_types import media_type_of
from evolink_mock.world.messages import RefusedError
from evolink_mock.world.model import Model
from evolink_mock.world.results import refer_to, result_lives
from evolink_mock.world.uploads import Upload

_BROKEN_FILE = "image_processing_error"
_NO_SUCH_TASK = "resource_not_found"
_TASK_ID, _RESULT_INDEX, _MASK = "x-evolink-task-id", "x-evolink-result-index", "x-evolink-same-size-as"
_DATA_URI = re.compile(r"data:[^,]{0,200};base64,", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a request refers to.

    Attributes:
        references: The files, in the order of the request; the results of earlier tasks first, masks last.
        failure: The documented code that its task fails with, as one of them can't be used; None if all can.
    """

    references: tuple[Reference, ...]
    failure: str | None = None


class _UnusableError(Exception):
    """Something that a request refers to can't be used; its text is the code that the task fails with."""


def find_references(call: Invocation, model: Model, request: Mapping[str, Any]) -> Found:
    """Return the files and earlier results that a request refers to."""
    schema: dict[str, Any] = {"properties": model.properties}
    masks = [name for name, field in model.properties.items() if _MASK in field]
    links = [request[name] for name in sorted(request, key=masks.__contains__)]
    try:
        earlier = [_result(call, *named) for named in _earlier(schema, request)]
        files = [_file(call, text) for text in _texts(links)]
    except _UnusableError as unusable:
        return Found((), str(unusable))
    return Found(tuple(each for each in (*earlier, *files) if each))


def _result(call: Invocation, task_id: str, index: int) -> Reference | None:
    """Return a result of an earlier task.

    Raises:
        _UnusableError: The key has no such task, or it has no such result, or not yet, or no longer.
    """
    task = call.world.tasks.get(task_id)
    if task is None or task.account is not call.account or not result_lives(task, index, call.now):
        raise _UnusableError(_NO_SUCH_TASK)
    return refer_to(task, index)


def _file(call: Invocation, text: str) -> Reference | None:
    """Return the file behind a link to the mock itself, or in a data URI; None for other texts.

    Raises:
        _UnusableError: There is no such file, or it is broken.
    """
    try:
        if start := _DATA_URI.match(text):
            return _read(base64.b64decode(text[start.end() :], validate=True))
        path = call.own_path(text)
        if path is None:
            return None
        found = find(call.world, path, call.now)
        return found.reference if isinstance(found, Upload) else refer_to(found[0], found[2])
    except (RefusedError, ValueError, binascii.Error):
        raise _UnusableError(_BROKEN_FILE) from None


def _read(content: bytes) -> Reference | None:
    kind = KINDS.get(media_type_of(content).partition("/")[0])
    return kind.read(content) if kind and kind.read else None


def _earlier(schema: Mapping[str, Any], value: Any) -> Iterator[tuple[str, int]]:
    """Yield the IDs of tasks in a request, each with the number of the result that is meant."""
    if not isinstance(value, dict):
        return
    fields = cast("dict[str, Any]", value)
    members: Mapping[str, Mapping[str, Any]] = schema.get("properties", {})
    index = next(
        (fields.get(name, facts.get("default")) for name, facts in members.items() if _RESULT_INDEX in facts), 0
    )
    for name, member in members.items():
        if _TASK_ID in member and isinstance(fields.get(name), str):
            yield fields[name], index if isinstance(index, int) else 0
        yield from _earlier(member, fields.get(name))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a request: models have references in lists, in fields of their own and in objects."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(cast("Any", value).values()))
    elif isinstance(value, list):
        for each in cast("Any", value):
            yield from _texts(each)
