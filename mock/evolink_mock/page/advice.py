"""Says where lenient mode would help: the service's own answer to a refused request can't."""

from evolink_mock.world.body import read_object
from evolink_mock.world.contract import routes
from evolink_mock.world.messages import Exchange, RefusedError
from evolink_mock.world.reading import Leniency, read_request

_REFUSED = 400


def advise(exchange: Exchange, leniency: Leniency) -> str:
    """Return what lenient mode would have made of a refused request; empty where it would have refused it too."""
    request = exchange.request
    route = routes(request.path).get(request.method)
    if leniency is Leniency.LENIENT or exchange.response.status != _REFUSED or route is None:
        return ""
    try:
        reading = read_request(route.operation.models, read_object(request), Leniency.LENIENT)
    except RefusedError:
        return ""
    if reading.broken or reading.model is None or not reading.ignored:
        return ""
    return f"With --lenient the mock accepts this request. {'; '.join(reading.ignored)}."
