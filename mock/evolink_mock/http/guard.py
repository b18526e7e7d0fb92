"""What a mock on a developer's machine refuses before it acts: foreign hosts, foreign pages, forms as controls.

A browser lets any page send requests to this machine. A page of another site may have its own name lead here (DNS
rebinding), so the Host must be known; and it may send what needs no preflight, such as a form, so that what controls
the mock must be JSON and come from the mock's own page, or from no page at all.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from evolink_mock.world.addresses import Addresses, is_authority, is_page_path
from evolink_mock.world.body import is_json
from evolink_mock.world.messages import JSON_TYPE, RefusedError, Request, Response
from evolink_mock.world.refusals import refuse

_WITHOUT_PORT = re.compile(r":[0-9]*$")
_THIS_MACHINE = Addresses()
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN_SITES = ("same-origin", "none")
MOST_HEAD = 1 << 16
"""Bytes of a request before its body."""
HEAD_TOO_LARGE = f"The target and the headers of a request have at most {MOST_HEAD:,} bytes."
_MOST_HOSTS = 32  # whose names are kept with the decision about them
_LONGEST_SHOWN = 80  # characters of a host or an origin


def admit_all(_host: str) -> bool:
    """Admit any Host header: where there is no socket, no page leads here."""
    return True


class Guard:
    """Decides which requests are answered at all.

    Args:
        admits: Whether a Host header may call the mock.
        own: Returns the addresses at which the page is that sent a request with some headers, as a proxy names them.
        origins: The origins whose pages may use the service; `*` for all. None of them may use `/_mock`.
    """

    def __init__(
        self,
        admits: Callable[[str], bool] = _THIS_MACHINE.admits,
        *,
        own: Callable[[Mapping[str, str]], Iterable[str]] = _THIS_MACHINE.own_bases,
        origins: Collection[str] = (),
    ) -> None:
        self._admits = lru_cache(_MOST_HOSTS)(admits)
        self._own = own
        self._origins = origins

    def refuse(self, request: Request) -> Response | None:
        """Return the answer to a request that must not be acted on; None for any other."""
        try:
            _check_head(request)
            self._check_host(request)
            if is_page_path(request.path):
                self._check_control(request)
            elif request.method not in _SAFE:
                self._check_caller(request)
        except RefusedError as refusal:
            return refuse(refusal)
        return None

    def _check_host(self, request: Request) -> None:
        host = request.headers.get("host", "")
        if not host or "," in host:
            raise RefusedError(400, "A request must have one Host header.")
        if not self._admits(host):
            if not is_authority(host):
                raise RefusedError(
                    400, f"Host must be a name or an IP address, with a port or not, not {host[:_LONGEST_SHOWN]!r}."
                )
            shown = _WITHOUT_PORT.sub("", host)[:_LONGEST_SHOWN]
            message = f"The mock answers to names of this machine, not to {shown}; to allow it: --allow-host {shown}"
            raise RefusedError(403, message)

    def _check_control(self, request: Request) -> None:
        """Refuse a foreign page, and a change that a form could have sent."""
        if (self._is_foreign_site(request) or self._is_foreign_origin(request)) and not _opens_page(request):
            shown = request.headers.get("origin", "")[:_LONGEST_SHOWN] or "another site"
            raise RefusedError(403, f"A page of {shown} may not use the mock's own page and controls.")
        if request.method not in (*_SAFE, "DELETE") and not is_json(request, declared=True):
            raise RefusedError(415, f"The content type must be {JSON_TYPE}.")

    def _check_caller(self, request: Request) -> None:
        """Refuse to act for a foreign page; where a browser says how it sees the page, that counts.

        A proxy of a development server passes on the Origin of its own page, to which it is no foreign site.
        """
        origin = request.headers.get("origin", "")
        if origin in self._origins or "*" in self._origins:
            return
        if self._is_foreign_site(request) if "sec-fetch-site" in request.headers else self._is_foreign_origin(request):
            shown = origin[:_LONGEST_SHOWN]
            raise RefusedError(403, f"A page of another origin may not do this; to allow it: --allow-origin {shown}")

    @staticmethod
    def _is_foreign_site(request: Request) -> bool:
        return request.headers.get("sec-fetch-site", "none").lower() not in _OWN_SITES

    def _is_foreign_origin(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        return origin is not None and _place_of(origin) not in map(_place_of, self._own(request.headers))


def _check_head(request: Request) -> None:
    if len(request.path) + len(request.query) + sum(map(len, request.headers.values())) > MOST_HEAD:
        raise RefusedError(431, HEAD_TOO_LARGE)


def _place_of(origin: str) -> str:
    """Return host and port of an origin; empty if it has none, as `null` has."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _opens_page(request: Request) -> bool:
    """Return whether somebody follows a link to the page; no other page can read or frame what it shows."""
    opens = request.headers.get("sec-fetch-mode") == "navigate" and request.headers.get("sec-fetch-dest") == "document"
    return request.path == "/" and request.method in ("GET", "HEAD") and opens and "origin" not in request.headers
