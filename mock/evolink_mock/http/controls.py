"""What can be changed from outside over HTTP, under `/_mock`: JSON in, JSON out.

A control is a row of the table; `Guard` has let its request through, and its schema has checked the body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import unquote

from evolink_mock.http.clock import Clock
from evolink_mock.page.routes import CLOCK_PATH, KEYS_PATH, SCRIPT_PATH
from evolink_mock.world import control
from evolink_mock.world.body import read_object
from evolink_mock.world.messages import RefusedError, Request, Response, json_response
from evolink_mock.world.parameters import Parameter
from evolink_mock.world.refusals import refuse
from evolink_mock.world.state import World
from evolink_mock.world.step import answer_other_method


@dataclass(frozen=True, slots=True)
class Control:
    """Something that a POST changes.

    Attributes:
        body: Checks the body.
        act: Makes the change, and returns the answer; raises ValueError with what is wrong.
    """

    body: Parameter
    act: Callable[[World, Clock, Mapping[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Removal:
    """What a DELETE of a collection removes, and of one of its members, by its name in the path."""

    all: Callable[[World], Any]
    one: Callable[[World, str], Any]


def answer_control(world: World, clock: Clock, request: Request) -> Response | None:
    """Answer a request that controls the mock; None for any other."""
    act = _find(request)
    if act is None:
        methods = _methods(request.path) if request.method not in ("GET", "HEAD") else set[str]()
        return answer_other_method(request, methods) if methods else None
    try:
        return json_response(200, act(world, clock))
    except RefusedError as refusal:
        return refuse(refusal)
    except ValueError as error:
        return refuse(RefusedError(400, str(error)))


def _find(request: Request) -> Callable[[World, Clock], Any] | None:
    if request.method == "POST" and request.path in _CONTROLS:
        return partial(_change, _CONTROLS[request.path], request)
    collection, _, name = request.path.rpartition("/")
    if request.method == "DELETE" and request.path in _REMOVALS:
        return partial(_remove, _REMOVALS[request.path], None)
    if request.method == "DELETE" and collection in _REMOVALS:
        return partial(_remove, _REMOVALS[collection], unquote(name))
    return None


def _methods(path: str) -> set[str]:
    """Return the methods that a control supports; none for what is no control."""
    if path in _CONTROLS:
        return {"GET", "POST", *({"DELETE"} if path in _REMOVALS else ())}
    return {"DELETE"} if path.rpartition("/")[0] in _REMOVALS else set()


def _change(found: Control, request: Request, world: World, clock: Clock) -> Any:
    return found.act(world, clock, found.body.check(read_object(request)))


def _remove(removal: Removal, name: str | None, world: World, _clock: Clock) -> Any:
    return removal.all(world) if name is None else removal.one(world, name)


def _move_clock(_world: World, clock: Clock, body: Mapping[str, Any]) -> Any:
    clock.advance(body["advance"])
    return {"now": clock.now()}


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Parameter:
    """Return what checks an object that has some members, may have others, and has no more."""
    members = {**required, **(optional or {})}
    schema = {"type": "object", "properties": members, "required": [*required], "additionalProperties": False}
    return Parameter("body", schema)


_ANY_OBJECT = Parameter("body", {"type": "object"})
"""For controls whose members the world checks, as its messages name what is wrong."""
_CONTROLS: Mapping[str, Control] = {
    CLOCK_PATH: Control(_object({"advance": {"type": "number", "minimum": 0}}), _move_clock),
    SCRIPT_PATH: Control(_ANY_OBJECT, lambda world, _, body: control.set_rule(world, body)),
    KEYS_PATH: Control(_ANY_OBJECT, lambda world, _, body: control.set_key(world, body)),
}
_REMOVALS: Mapping[str, Removal] = {
    SCRIPT_PATH: Removal(control.remove_rules, control.remove_rule),
    KEYS_PATH: Removal(control.remove_keys, control.remove_key),
}
