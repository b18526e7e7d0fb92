"""The files that the mock serves, results and uploads: their links, how long they live, and what is behind them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from evolink_mock.world.addresses import path_below
from evolink_mock.world.contract import result_lifetime
from evolink_mock.world.file_answer import answer_with
from evolink_mock.world.kinds import Kind, Spec
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.preferred_answer import GATEWAY, gateway_page, preference_of
from evolink_mock.world.results import result_count, result_specs
from evolink_mock.world.state import World
from evolink_mock.world.task import Task
from evolink_mock.world.uploads import DOWNLOADS, LINKS, Upload

_MAYBE_LINK = re.compile(r"[\0- ]*h[^:]*:", re.IGNORECASE)  # as lenient as what reads links; most texts are none
_RESULT_PATH = re.compile(r"/files/([A-Za-z0-9-]+)/(\d{1,3})\.(\w{3,4})")


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file that is still to be drawn, and the request for it.

    Attributes:
        render: Makes its bytes.
        media_type: The media type it is served as.
        request: The request for it.
        fault: What goes wrong on the wire; empty for nothing.
    """

    render: Callable[[], bytes]
    media_type: str
    request: Request
    fault: str = ""

    def serve(self) -> Response:
        """Draw the file, and answer with what the request wants of it.

        Raises:
            RefusedError: The requested range lies beyond the end.
        """
        return replace(answer_with(self.render(), self.media_type, self.request), fault=self.fault)


def links(base: str, task: Task) -> list[str]:
    """Return the URLs of a task's results at a base URL."""
    return [f"{base}/files/{task.id}/{index}.{task.format}" for index in range(result_count(task))]


def is_file_path(path: str) -> bool:
    """Return whether a path has the form of a link to a file."""
    return path.startswith((LINKS, DOWNLOADS))


def own_path(link: str, bases: Iterable[str]) -> str | None:
    """Return the path of a link to a file of the mock itself, which has some base URLs; None for other links."""
    if not _MAYBE_LINK.match(link):
        return None
    paths = (path_below(link, base) for base in bases)
    return next((path for path in paths if path and is_file_path(path)), None)


def read_own_file(world: World, path: str | None, now: float) -> bytes:
    """Return the bytes behind the path of a link to a file of the mock itself.

    Raises:
        RefusedError: There is no path, as the link leads somewhere else, or no such file, or it has expired.
    """
    if path is None:
        raise RefusedError(404)
    found = find(world, path, now)
    if isinstance(found, Upload):
        return found.content
    task, spec, _ = found
    return task.kind.render(spec)


def find_file(world: World, request: Request, now: float) -> Response | ResultFile:
    """Return the file behind a link; the owner's key may have a fault scripted for the download.

    Raises:
        RefusedError: There is none, or it has expired.
    """
    found = find(world, request.path, now)
    owner, model = (found.account, "") if isinstance(found, Upload) else (found[0].account, found[0].model.name)
    fault = preference_of(request).fault or world.rules.take(owner.api_key, None, lambda: model).fault
    if fault == GATEWAY:
        return gateway_page()
    if isinstance(found, Upload):
        content = found.content
        return ResultFile(lambda: content, found.media_type, request, fault)
    task, spec, _ = found
    return result_file(task.kind, spec, request, fault)


def result_file(kind: Kind[Any], spec: Spec, request: Request, fault: str = "") -> ResultFile:
    """Return the file of a result's spec."""
    return ResultFile(partial(kind.render, spec), kind.media_types[spec.format], request, fault)


def find(world: World, path: str, now: float) -> Upload | tuple[Task, Spec, int]:
    """Return the upload behind a path, or the task, spec and number of the result.

    Raises:
        RefusedError: There is none, or it has expired.
    """
    return _find_spec(world, path, now) if _RESULT_PATH.fullmatch(path) else world.uploads.at(path, now)


def _find_spec(world: World, path: str, now: float) -> tuple[Task, Spec, int]:
    match = _RESULT_PATH.fullmatch(path)
    task = world.tasks.get(match[1]) if match else None
    if match and world.memory.has_forgotten(match[1]):
        raise RefusedError(410, f"The result is gone: {world.memory.apology}.")
    if match is None or task is None or now < task.timeline.links_at or match[3] != task.format:
        raise RefusedError(404)
    if now >= task.timeline.ends_at + result_lifetime():
        raise RefusedError(410)
    specs, index = result_specs(task), int(match[2])
    if index >= len(specs):
        raise RefusedError(404)
    return task, specs[index], index
