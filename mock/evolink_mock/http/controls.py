"""What can be changed from outside over HTTP, under `/_mock`: JSON in, JSON out.

A control is a row of the table; `Guard` has let its request through, and its schema has checked the body.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evolink_mock.http.clock import Clock
from evolink_mock.page.routes import CLOCK_PATH
from evolink_mock.world.body import read_object
from evolink_mock.world.messages import RefusedError, Request, Response, json_response
from evolink_mock.world.parameters import Parameter
from evolink_mock.world.refusals import refuse
from evolink_mock.world.state import World


@dataclass(frozen=True, slots=True)
class Control:
    """Something that a POST changes.

    Attributes:
        body: Checks the body.
        act: Makes the change, and returns the answer; raises ValueError with what is wrong.
    """

    body: Parameter
    act: Callable[[World, Clock, Mapping[str, Any]], Any]


def answer_control(world: World, clock: Clock, request: Request) -> Response | None:
    """Answer a request that controls the mock; None for any other."""
    control = _CONTROLS.get(request.path)
    if control is None or request.method != "POST":
        return None
    try:
        return json_response(200, control.act(world, clock, control.body.check(read_object(request))))
    except RefusedError as refusal:
        return refuse(refusal)
    except ValueError as error:
        return refuse(RefusedError(400, str(error)))


def _move_clock(_world: World, clock: Clock, body: Mapping[str, Any]) -> Any:
    clock.advance(body["advance"])
    return {"now": clock.now()}


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> Parameter:
    """Return what checks an object that has some members, may have others, and has no more."""
    members = {**required, **(optional or {})}
    schema = {"type": "object", "properties": members, "required": [*required], "additionalProperties": False}
    return Parameter("body", schema)


_CONTROLS: Mapping[str, Control] = {
    CLOCK_PATH: Control(_object({"advance": {"type": "number", "minimum": 0}}), _move_clock),
}
