"""Results of earlier tasks, and files that were uploaded, in the places of links in a new request."""

from collections.abc import Mapping
from typing import Any, cast

from evolink._calls.results import BaseResult, BaseResults, get_link
from evolink._contract.invalid import invalid
from evolink._files.uploaded_file import UploadedFile
from evolink._task.base import BaseTask
from evolink.errors import LinkExpired

_DEEPEST = 20
"""Levels of a request that are searched; no request has as many."""


def with_result_links(request: Mapping[str, Any], at: float) -> dict[str, Any]:
    """Return a request in which each result of an earlier task and each uploaded file is replaced by its link.

    Args:
        request: The model and its parameters.
        at: Now, Unix seconds.

    Raises:
        InvalidRequest: A task stands where its results should.
        LinkExpired: The link to a result or to an upload has expired.
    """
    return {name: _linked(name, value, at) for name, value in request.items()}


def _linked(name: str, value: Any, at: float, depth: int = 0) -> Any:
    def inside(each: Any) -> Any:
        return _linked(name, each, at, depth + 1)

    match value:
        case BaseResult():
            return _living_link(value, at)
        case BaseResults():
            return [_living_link(each, at) for each in cast("BaseResults[BaseResult]", value)]
        case UploadedFile():
            return _living_upload(value, at)
        case BaseTask():
            raise invalid(name, "type", value, "takes no task, but what task.wait() returns, or one of those results")
        case tuple() if depth < _DEEPEST:
            return tuple(map(inside, cast("tuple[Any, ...]", value)))  # type: ignore[redundant-cast]
        case list() if depth < _DEEPEST:
            return list(map(inside, cast("list[Any]", value)))  # type: ignore[redundant-cast]
        case Mapping() if depth < _DEEPEST:
            return {member: inside(each) for member, each in cast("Mapping[str, Any]", value).items()}
        case _:
            return value


def _living_upload(file: UploadedFile, at: float) -> str:
    """Return the link of an upload, if the service can still open it.

    Raises:
        LinkExpired: It can't.
    """
    if at > file.expires_at:
        raise LinkExpired(f"nothing was sent: the link to the upload {file.name} has expired; upload it again")
    return file.url


def _living_link(result: BaseResult, at: float) -> str:
    """Return the link of a result, if the service can still open it.

    Raises:
        LinkExpired: It can't.
    """
    if result.expires_at is None or at <= result.expires_at:
        return result.url
    which = f"result {get_link(result).position} of task {result.task_id}"
    instead = f"its file can be given: Path({str(result.path)!r})" if result.path else "only a new call makes a new one"
    raise LinkExpired(
        f"nothing was sent: the link to {which} has expired; {instead}",
        task_id=result.task_id,
    )
