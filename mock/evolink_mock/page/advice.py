"""Says what a program could do about a refused request, where the service's own answer doesn't."""

import re
from collections.abc import Iterator

from evolink_mock.world.body import read_object
from evolink_mock.world.contract import routes
from evolink_mock.world.messages import Exchange, RefusedError, Request
from evolink_mock.world.reading import Leniency, read_request

_REFUSED, _NOT_FOUND = 400, 404
_SLASHES = re.compile("/{2,}")
_VERSION = "/v1"


def advise(exchange: Exchange, leniency: Leniency) -> str:
    """Return in words what would have helped; empty where nothing is known to.

    Args:
        exchange: The refused request, and its answer.
        leniency: How the mock reads create requests.
    """
    request, status = exchange.request, exchange.response.status
    if status == _NOT_FOUND and not routes(request.path):
        return _advise_address(request)
    if status == _REFUSED and leniency is not Leniency.LENIENT:
        return _advise_leniency(request)
    return ""


def _advise_leniency(request: Request) -> str:
    """Return what lenient mode makes of a request; empty if it refuses it too."""
    route = routes(request.path).get(request.method)
    if route is None:
        return ""
    try:
        reading = read_request(route.operation.models, read_object(request), Leniency.LENIENT)
    except RefusedError:
        return ""
    if reading.broken or reading.model is None or not reading.ignored:
        return ""
    return f"With --lenient the mock accepts this request. {'; '.join(reading.ignored)}."


def _advise_address(request: Request) -> str:
    """Return the address that is meant by one with a slash or a version too many or too few; empty if none is."""
    meant = next((path for path in _near(request.path) if request.method in routes(path)), "")
    return f"Nothing is served at this address; {meant} is served." if meant else ""


def _near(path: str) -> Iterator[str]:
    plain = _SLASHES.sub("/", path).rstrip("/")
    yield plain
    yield plain.lower()
    yield plain.replace(f"{_VERSION}{_VERSION}/", f"{_VERSION}/", 1)
    yield f"{_VERSION}{plain}"
    yield plain.removeprefix(_VERSION)
