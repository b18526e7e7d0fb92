"""Which web pages may use the mock from a browser, and how browsers are told so (CORS)."""

import re
from collections.abc import Iterable, Mapping

from evolink_mock.world.addresses import is_page_path
from evolink_mock.world.messages import Request, Response
from evolink_mock.world.settings import SettingError, check_list, check_text

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_ANY, _NO_SITE = "*", "null"
_EXPOSED = (
    "accept-ranges",
    "allow",
    "content-disposition",
    "content-length",
    "content-range",
    "etag",
    "idempotency-replayed",
    "location",
    "preference-applied",
    "ratelimit-limit",
    "ratelimit-remaining",
    "ratelimit-reset",
    "retry-after",
    "www-authenticate",
    "x-oneapi-request-id",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-request-id",
)
"""Headers that a page may read beside those that every page may; whatever else an answer has comes on top."""
_ACCEPTED = ("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match", "If-Range", "Prefer", "Range")
"""Headers that a page may send; whatever else it asks for comes on top."""
_TOKENS = re.compile(r"[!#$%&'*+.^_`|~\w-]+", re.ASCII)
_MAX_AGE = "600"  # seconds that a browser may remember an answer


def read_origins(origins: Iterable[str]) -> frozenset[str]:
    """Return origins as browsers write them.

    Raises:
        SettingError: One of them is none.
    """
    check_list("allow_origins", origins)
    return frozenset(_read_origin(origin) for origin in origins)


def preflight(origins: frozenset[str], request: Request, methods: Iterable[str]) -> Response | None:
    """Return the answer to a browser that asks whether a page may send a request; None for other requests.

    The methods that the path does not have are allowed as well: the page then gets an error that it can read.

    Args:
        origins: Those that are allowed.
        request: What was sent.
        methods: The methods that the path has.
    """
    wanted = request.headers.get("access-control-request-method", "")
    if request.method != "OPTIONS" or not _TOKENS.fullmatch(wanted) or not _allowed(origins, request):
        return None
    asked = _TOKENS.findall(request.headers.get("access-control-request-headers", ""))
    headers = {name.lower(): name for name in (*_ACCEPTED, *asked)}
    answer = {
        "access-control-allow-methods": ", ".join(sorted({*methods, wanted})),
        "access-control-allow-headers": ", ".join(headers.values()),
        "access-control-max-age": _MAX_AGE,
    }
    if request.headers.get("access-control-request-private-network") == "true":
        answer["access-control-allow-private-network"] = "true"
    return Response(204, answer, b"")


def cross_origin_headers(origins: frozenset[str], request: Request, answer: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that let a page read an answer with these headers; none if no page may."""
    if not origins:
        return {}
    varies = {} if _ANY in origins else {"vary": "Origin"}
    allowed = _allowed(origins, request)
    if not allowed:
        return varies
    exposed = sorted({*_EXPOSED, *(name for name in answer if not name.startswith("access-control-"))})
    return {
        **varies,
        "access-control-allow-origin": allowed,
        "access-control-expose-headers": ", ".join(exposed),
    }


def _allowed(origins: frozenset[str], request: Request) -> str:
    """Return the value that allows the page of a request to read its answer; an empty text if it may not."""
    if is_page_path(request.path):
        return ""  # the mock's own controls are open to its own page only
    if _ANY in origins:
        return _ANY
    origin = request.headers.get("origin", "")
    return origin if origin in origins else ""


def _read_origin(text: str) -> str:
    check_text("allow_origins", text)
    origin = text.lower().removesuffix("/")
    if origin not in (_ANY, _NO_SITE) and not _ORIGIN.fullmatch(origin):
        rule = "must be scheme, host and port of web pages, such as http://localhost:5173, or *"
        raise SettingError("allow_origins", rule, text, option="--allow-origin")
    return origin.removesuffix(_USUAL_PORTS.get(origin.partition(":")[0], "\0"))
