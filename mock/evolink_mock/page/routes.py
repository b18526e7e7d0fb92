"""The page at `/`, and what it shows as JSON under `/_mock`, where tests can read it too."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs

from evolink_mock.page.forms import catalogue, form
from evolink_mock.page.world_json import world_as_json
from evolink_mock.world import control
from evolink_mock.world.body import read_object
from evolink_mock.world.contract import operations
from evolink_mock.world.digits import read_digits
from evolink_mock.world.files import ResultFile, result_file
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.messages import RefusedError, Request, Response, json_response
from evolink_mock.world.preference import FAULTS, OK, shown
from evolink_mock.world.reading import read_request
from evolink_mock.world.results import result_count, result_specs
from evolink_mock.world.script import LASTING, MEMBERS, places
from evolink_mock.world.state import World
from evolink_mock.world.step import answer_read
from evolink_mock.world.story import stories

_FILES = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/_mock/page.css": ("page.css", "text/css; charset=utf-8"),
    **{
        f"/_mock/{name}.js": (f"{name}.js", "text/javascript; charset=utf-8")
        for name in ("page", "dom", "fields", "files", "form", "picker", "tabs", "tasks", "traffic", "words")
    },
}
_THUMBNAIL = re.compile(r"/_mock/thumbnails/([A-Za-z0-9-]+)/(\d{1,3})")
_THUMBNAIL_SIDE = 448  # pixels
CLOCK_PATH, SCRIPT_PATH, KEYS_PATH = "/_mock/clock", "/_mock/script", "/_mock/keys"
_VIOLATIONS_PATH = "/_mock/violations.json"
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"  # nothing remote, no inline code


def answer_page_request(world: World, request: Request, now: float) -> Response | ResultFile:
    """Answer a request for the page or for something it shows."""
    world.settle(now)
    if request.path == _VIOLATIONS_PATH and request.method == "POST":
        return _violations(world, request)
    return answer_read(_find, world, request, now)


def _find(world: World, request: Request, now: float) -> Response | ResultFile:
    if file := _FILES.get(request.path):
        headers = {"content-type": file[1], "content-security-policy": _POLICY, "cache-control": "no-cache"}
        return Response(200, headers, _based(_content(file[0]), world.addresses.prefix))
    if match := _THUMBNAIL.fullmatch(request.path):
        return _thumbnail(world, request, match[1], int(match[2]), now)
    shown = _shown(world, request, now).get(request.path, _nothing)()
    if shown is None:
        raise RefusedError(404)
    return json_response(200, shown)


def _shown(world: World, request: Request, now: float) -> Mapping[str, Callable[[], Any]]:
    query = parse_qs(request.query)
    after, model = (query.get(name, [""])[0] for name in ("after", "model"))
    return {
        "/_mock": _known_preferences,
        CLOCK_PATH: lambda: {"now": now},
        SCRIPT_PATH: lambda: control.rules(world),
        KEYS_PATH: lambda: control.keys(world),
        "/_mock/models.json": catalogue,
        "/_mock/form.json": lambda: form(model),
        "/_mock/state": lambda: world_as_json(world, now, after=read_digits(after) if after.isdecimal() else 0),
    }


def _nothing() -> None:
    return None


def _violations(world: World, request: Request) -> Response:
    """Return which rules a create request breaks, each with its field, as the page shows them at its fields."""
    try:
        body = read_object(request)
        name = str(body.get("model"))
        models = next((each.models for each in operations() if name in each.models), None)
        broken = read_request(models or {}, body, world.leniency).broken
    except RefusedError as refusal:
        return json_response(refusal.status, {"message": refusal.message})
    return json_response(200, [{"field": each.field, "message": each.message} for each in broken])


def _known_preferences() -> dict[str, Any]:
    """Return every value that a Prefer header may have, and every member of a script's rule with its conditions."""
    return {
        "stories": list(stories()),
        "faults": FAULTS,
        "formats": {name: list(kind.media_types) for name, kind in KINDS.items()},
        "codes": {operation.id: [_number(code) for code in (OK, *operation.refusals)] for operation in operations()},
        "rule": list(map(shown, MEMBERS)),
        "on": places(),
        "times": [LASTING, "a number"],
    }


def _number(code: str) -> int | str:
    return int(code) if code.isdecimal() else code


def _thumbnail(world: World, request: Request, task_id: str, index: int, now: float) -> ResultFile:
    task = world.tasks.get(task_id)
    if task is None or task.kind.thumbnail is None or now < task.timeline.links_at or index >= result_count(task):
        raise RefusedError(404)
    return result_file(KINDS["image"], task.kind.thumbnail(result_specs(task)[index], _THUMBNAIL_SIDE), request)


def _based(content: bytes, prefix: str) -> bytes:
    """Return a page that a proxy serves below a path; what it refers to is found there."""
    return content.replace(b'<base href="/">', f'<base href="{prefix}/">'.encode())


@cache
def _content(name: str) -> bytes:
    return files("evolink_mock.page").joinpath(name).read_bytes()
