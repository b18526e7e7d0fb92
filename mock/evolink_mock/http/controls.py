"""What can be changed from outside over HTTP: the clock."""

import json

from evolink_mock.http.clock import Clock
from evolink_mock.page.routes import CLOCK_PATH
from evolink_mock.world.messages import Request, Response, json_response


def move_clock(clock: Clock, request: Request) -> Response | None:
    """Move the clock by the seconds of `POST /_mock/clock {"advance": 30}`; None for any other request."""
    if request.path != CLOCK_PATH or request.method != "POST":
        return None
    try:
        clock.advance(float(json.loads(request.body)["advance"]))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        message = 'The body must be {"advance": seconds}, and the seconds must be neither negative nor very many.'
        error = {"code": "invalid_request", "message": message, "type": "invalid_request_error"}
        return json_response(400, {"error": error})
    return json_response(200, {"now": clock.now()})
