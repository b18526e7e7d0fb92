"""Result links: where they point, how long they live, and the bytes behind them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from evolink_mock.images.formats import FORMATS
from evolink_mock.images.spec import ImageSpec
from evolink_mock.world.contract import result_lifetime
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.preferred_answer import GATEWAY, gateway_page, preference_of
from evolink_mock.world.results import image_count, pictures
from evolink_mock.world.state import World
from evolink_mock.world.task import Task

_FILE_PATH = re.compile(r"/files/([A-Za-z0-9-]+)/(\d{1,3})\.(\w{3,4})")
_HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?")
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A file that is still to be drawn, the request that asks for it, and what shall go wrong on the wire."""

    picture: ImageSpec
    request: Request
    fault: str = ""

    def serve(self) -> Response:
        """Draw the picture and answer with it whole or in part.

        Raises:
            RefusedError: The asked range lies beyond the end.
        """
        from evolink_mock.images.drawing import draw  # noqa: PLC0415 - Pillow loads with the first picture, not at start

        return replace(_respond(draw(self.picture), self.picture.format, self.request.headers), fault=self.fault)


def links(base: str, task: Task) -> list[str]:
    """Return the addresses of a task's results at a base address."""
    return [f"{base}/files/{task.id}/{index}.{task.format}" for index in range(image_count(task.request))]


def base_url(request: Request) -> str:
    """Return the address at which a request reached the mock, without a path."""
    host = request.headers.get("host", "")
    return f"http://{host if _HOST.fullmatch(host) else '127.0.0.1'}"


def is_file_path(path: str) -> bool:
    """Return whether a path has the form of a result link's."""
    return _FILE_PATH.fullmatch(path) is not None


def find_file(world: World, request: Request, now: float) -> Response | ResultFile:
    """Find the file that a request asks for; its owner may have scripted a fault for it.

    Raises:
        RefusedError: There is none, or it has outlived its time.
    """
    task, picture = _picture_at(world, request.path, now)
    fault = preference_of(request).fault or task.account.next_download().fault
    return gateway_page() if fault == GATEWAY else ResultFile(picture, request, fault)


def find_reference(call: Invocation, request: Mapping[str, Any]) -> ImageSpec | None:
    """Find the first reference image that is one of the mock's own results; it looks nowhere else."""
    base = base_url(call.request)
    for url in request.get("image_urls", ()):
        if url.startswith(f"{base}/files/"):
            try:
                return _picture_at(call.world, url.removeprefix(base), call.now)[1]
            except RefusedError:
                continue
    return None


def _picture_at(world: World, path: str, now: float) -> tuple[Task, ImageSpec]:
    match = _FILE_PATH.fullmatch(path)
    task = world.tasks.get(match[1]) if match else None
    if match is None or task is None or now < task.timeline.links_at or match[3] != task.format:
        raise RefusedError(404)
    if now >= task.timeline.ends_at + result_lifetime():
        raise RefusedError(410)
    drawn, index = pictures(task), int(match[2])
    if index >= len(drawn):
        raise RefusedError(404)
    return task, drawn[index]


def _respond(content: bytes, written: str, headers: Mapping[str, str]) -> Response:
    etag = f'"{blake2b(content, digest_size=8).hexdigest()}"'
    about = {"content-type": FORMATS[written].media_type, "accept-ranges": "bytes", "etag": etag}
    asked = headers.get("range", "") if headers.get("if-range", etag) == etag else ""
    part = _part(asked, len(content))
    if part is None:
        return Response(200, about, content)
    shown = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    return Response(206, {**about, "content-range": shown}, content[part])


def _part(asked: str, total: int) -> slice | None:
    """Read a byte range; a form that is not one plain range is ignored, as HTTP allows."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match[1] == match[2] == "":
        return None
    first, last = match[1], match[2]
    start = int(first) if first else max(0, total - int(last))
    stop = min(int(last) + 1, total) if first and last else total
    if start < total and stop > start:
        return slice(start, stop)
    if first and last and int(last) < start:
        return None
    raise RefusedError(416, headers={"content-range": f"bytes */{total}"})
