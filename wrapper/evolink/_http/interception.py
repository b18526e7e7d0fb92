"""Tests that replace httpx's transport, and would reach the service, as our own connections are not httpx's."""

import sys

from evolink._http.origin import Origin
from evolink.errors import ConfigurationError

_ENTRANCES = (("httpx", "HTTPTransport"), ("httpcore", "ConnectionPool"))
_ENTRANCES_ASYNC = (("httpx", "AsyncHTTPTransport"), ("httpcore", "AsyncConnectionPool"))


def refuse_if_intercepted(origin: Origin) -> None:
    """Check, before a connection to another machine, that nobody expects requests to be answered without a network.

    Raises:
        ConfigurationError: Something has replaced what httpx sends with, as respx and pytest-httpx do. What only wraps
            it, as OpenTelemetry does, keeps its name and is not refused.
    """
    if origin.host in {"localhost", "::1"} or origin.host.startswith("127."):
        return
    for method, entrances in (("handle_request", _ENTRANCES), ("handle_async_request", _ENTRANCES_ASYNC)):
        for package, owner in entrances:
            entrance = getattr(getattr(sys.modules.get(package), owner, None), method, None)
            if entrance is not None and str(getattr(entrance, "__module__", "")).partition(".")[0] != package:
                raise ConfigurationError(
                    "something has replaced the transport of httpx, as tests do that must not reach a service; "
                    "this client has connections of its own: hand in http_client=, or use the fixture evolink_mock"
                )
