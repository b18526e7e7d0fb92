"""The files that the mock serves, results and uploads: their links, how long they live, and what is behind them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from evolink_mock.world.contract import result_lifetime
from evolink_mock.world.digits import read_digits
from evolink_mock.world.kinds import Kind, Spec
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.preferred_answer import GATEWAY, gateway_page, preference_of
from evolink_mock.world.results import result_count, result_specs
from evolink_mock.world.state import World
from evolink_mock.world.task import Task
from evolink_mock.world.uploads import DOWNLOADS, LINKS, Upload

_RESULT_PATH = re.compile(r"/files/([A-Za-z0-9-]+)/(\d{1,3})\.(\w{3,4})")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
_RANGE = re.compile(r"bytes=([0-9]*)-([0-9]*)")


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
        """Draw the file, and answer with all of it or with the requested range.

        Raises:
            RefusedError: The requested range lies beyond the end.
        """
        return replace(_respond(self.render(), self.media_type, self.request.headers), fault=self.fault)


def links(base: str, task: Task) -> list[str]:
    """Return the URLs of a task's results at a base URL."""
    return [f"{base}/files/{task.id}/{index}.{task.format}" for index in range(result_count(task))]


def base_url(request: Request) -> str:
    """Return the address at which a request reached the mock, without a path."""
    host = request.headers.get("host", "")
    return f"http://{host if _HOST.fullmatch(host) else '127.0.0.1'}"


def is_file_path(path: str) -> bool:
    """Return whether a path has the form of a link to a file."""
    return path.startswith((LINKS, DOWNLOADS))


def own_path(link: str, base: str) -> str | None:
    """Return the path of a link to a file of the mock itself, which was reached at a base URL; None for other links."""
    try:
        parts, own = urlsplit(link), urlsplit(base)
        same_host = parts.hostname == own.hostname or {parts.hostname, own.hostname} <= set(_LOOPBACK)
        ours = parts.scheme == own.scheme and same_host and parts.port == own.port
    except ValueError:
        return None
    return parts.path if ours and is_file_path(parts.path) else None


def read_own_file(world: World, link: str, base: str, now: float) -> bytes:
    """Return the bytes behind a link to a file of the mock itself.

    Raises:
        RefusedError: The link leads somewhere else, or there is no such file, or it has expired.
    """
    path = own_path(link, base)
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
    owner = found.account if isinstance(found, Upload) else found[0].account
    fault = preference_of(request).fault or owner.next_download_preference().fault
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
    if match is None or task is None or now < task.timeline.links_at or match[3] != task.format:
        raise RefusedError(404)
    if now >= task.timeline.ends_at + result_lifetime():
        raise RefusedError(410)
    specs, index = result_specs(task), int(match[2])
    if index >= len(specs):
        raise RefusedError(404)
    return task, specs[index], index


def _respond(content: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    etag = f'"{blake2b(content, digest_size=8).hexdigest()}"'
    described = {"content-type": media_type, "accept-ranges": "bytes", "etag": etag}
    requested = headers.get("range", "") if headers.get("if-range", etag) == etag else ""
    part = _part(requested, len(content))
    if part is None:
        return Response(200, described, content)
    content_range = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(206, {**described, "content-range": content_range}, content[part])


def _part(requested: str, total: int) -> slice | None:
    """Return the requested range of bytes; anything but one plain range is ignored, as HTTP allows."""
    match = _RANGE.fullmatch(requested.strip())
    if match is None or match[1] == match[2] == "":
        return None
    first, last = match[1], match[2]
    start = read_digits(first) if first else max(0, total - read_digits(last))
    stop = min(read_digits(last) + 1, total) if first and last else total
    if start < total and stop > start:
        return slice(start, stop)
    if first and last and read_digits(last) < start:
        return None
    raise RefusedError(416, headers={"content-range": f"bytes */{total}"})
