"""Whether a server can be judged: its address, the key, and whether it is this API that answers there."""

import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.request import getproxies, proxy_bypass

import httpx

from .contract import JSON_TYPE, Operation
from .masking import VARIABLE, masked
from .operations import FREE, OPERATIONS

_TIMEOUT: Final = 20.0  # seconds for one answer
_PATIENCE: Final = (0.3, 1.0)  # seconds before a server is asked again
_LEAST: Final = 2  # characters of a key, so that a part of it is another key
_REFUSED: Final = (401, 403)
_NOT_THERE: Final = (404, 405, 501)
_TOO_MANY: Final = 429
_BROKEN: Final = 500
_CONTROLS: Final = "/_mock"
_OUTCOMES: Final = "stories"  # a member of what the mock says of itself
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Obstacle:
    """Why a server can't be judged.

    Attributes:
        problem: What is in the way.
        advice: What to do about it; may be empty.
    """

    problem: str
    advice: str = ""


def wrong_address(base_url: str) -> Obstacle | None:
    """Return what is wrong with an address, before anything is sent."""
    try:
        url = httpx.URL(base_url)
        port = url.port
    except (httpx.InvalidURL, ValueError) as error:
        return Obstacle(f"{_shown(base_url)} is not an address: {error}")
    if url.scheme not in ("http", "https") or not url.host:
        return Obstacle(f"{_shown(base_url)} is not an address: it begins with http:// or https://, then a host")
    if port is not None and not 0 < port < 1 << 16:
        return Obstacle(f"{_shown(base_url)} is not an address: there is no port {port}")
    if url.userinfo:
        return Obstacle("the address has a user in it", f"the key is read from {VARIABLE}, and nothing else is sent")
    if url.query or url.fragment:
        return Obstacle(f"{_shown(base_url)} has more than a path", "leave out what follows ? or #")
    if url.path.rstrip("/").endswith("/v1"):
        shorter = base_url.rstrip("/").removesuffix("/v1")
        return Obstacle(
            f"{base_url} ends in /v1, with which all paths of the contract begin", f"leave out /v1: {shorter}"
        )
    return None


def _shown(address: str) -> str:
    """Return an address without what may open something: a user with a password, and what follows the path."""
    return repr(re.sub(r"([?#]).*", r"\1…", re.sub(r"(?<=//)[^/?#]*@", "***@", address), flags=re.DOTALL))


def wrong_key(api_key: str) -> Obstacle | None:
    """Return what is wrong with a key, before it is sent; the words do not hold it."""
    if not api_key:
        return Obstacle("there is no key", f"set {VARIABLE} to a key of the server")
    if any(each.isspace() for each in api_key):
        return Obstacle("the key has a blank or a line end in it", f"set {VARIABLE} to the key alone")
    if not (api_key.isascii() and api_key.isprintable()):
        return Obstacle("the key has characters that a header can't hold", f"set {VARIABLE} to a key of plain ASCII")
    if len(api_key) < _LEAST:
        return Obstacle(
            "a key of one character can't be judged: whether a part of a key opens anything would not be known",
            f"set {VARIABLE} to a longer key",
        )
    return None


def is_mock(base_url: str) -> bool:
    """Return whether the server is the mock of this project, maybe behind another one: it can be asked for outcomes."""
    try:
        answer = httpx.get(f"{base_url.rstrip('/')}{_CONTROLS}", timeout=_TIMEOUT, headers={"accept": JSON_TYPE})
        found = answer.json() if answer.is_success else None
    except (httpx.HTTPError, ValueError):
        return False
    return isinstance(found, dict) and _OUTCOMES in found


def trouble(base_url: str, api_key: str) -> str:
    """Return why a server that could be judged can't be any more; empty while it can.

    It is asked again, since one request may make it fail for a moment, which is a fault, and no end.
    """
    found: Obstacle | None = None
    for pause in (0.0, *_PATIENCE):
        time.sleep(pause)
        found = obstacle(base_url, api_key)
        if not found:
            return ""
    return found.problem if found else ""


def obstacle(base_url: str, api_key: str) -> Obstacle | None:
    """Ask a server for free, and return why it can't be judged, or None if it can."""
    found = wrong_address(base_url) or wrong_key(api_key)
    if found:
        return found
    try:
        with httpx.Client(base_url=base_url.rstrip("/"), timeout=_TIMEOUT, headers={"accept": JSON_TYPE}) as client:
            return _of_answers(client, base_url, api_key)
    except httpx.InvalidURL as error:
        return Obstacle(f"{base_url!r} is not an address: {error}")
    except httpx.RequestError as error:
        return _of_no_answer(base_url, error)
    except (ValueError, ImportError) as error:  # of the proxy that the environment names
        return Obstacle(f"the proxy of the environment can't be used: {error}", "see HTTP_PROXY and HTTPS_PROXY")


def _of_answers(client: httpx.Client, base_url: str, api_key: str) -> Obstacle | None:
    answer = client.request(FREE.method, FREE.path, headers={"authorization": f"Bearer {api_key}"})
    if answer.is_redirect:
        place = answer.next_request.url if answer.next_request else answer.headers.get("location")
        host = f"{place}".removesuffix(FREE.path)
        return Obstacle(f"{base_url} redirects to {place}, where no key was sent", f"judge {host}, if that is it")
    if answer.status_code in _REFUSED:
        said = masked(answer.text[:200].strip(), api_key)
        return Obstacle(
            f"{base_url} refuses the key with {answer.status_code}: {said or 'no words'}",
            f"set {VARIABLE} to a key of this server",
        )
    if answer.status_code == _TOO_MANY:
        return Obstacle(f"{base_url} answers 429: it has had too many requests", "try again later")
    if any(_is_this_api(operation, found) for operation, found in _answers(client, answer)):
        return None
    kind = answer.headers.get("content-type", "no type")
    return Obstacle(
        f"{base_url} is not this API: it answers {FREE.method} {FREE.path} with {answer.status_code} ({kind}), "
        "and no other path as the documentation says",
        "check the address; nothing follows the host unless the server has all its paths below a folder",
    )


def _answers(client: httpx.Client, first: httpx.Response) -> Iterator[tuple[Operation, httpx.Response]]:
    """Yield the first answer, then those to calls without a key, which cost nothing whatever the server does."""
    yield FREE, first
    for operation in OPERATIONS:
        yield operation, client.request(operation.method, operation.url("x"), json={} if operation.models else None)


def _is_this_api(operation: Operation, answer: httpx.Response) -> bool:
    """Return whether an answer is one of this API, right or not: it has half of what such an answer must have."""
    status = answer.status_code
    if status in _NOT_THERE or status >= _BROKEN:
        return False
    try:
        body = answer.json()
    except ValueError:
        return False
    schemas = [
        each["content"][JSON_TYPE]["schema"]
        for known, each in operation.responses.items()
        if known == status or (known >= 400) is (status >= 400)
    ]
    wanted = [{*schema.get("required", ())} for schema in schemas]
    return isinstance(body, dict) and any(2 * len(each & body.keys()) >= len(each) > 0 for each in wanted)


def _of_no_answer(base_url: str, error: httpx.RequestError) -> Obstacle:
    proxy = _proxy(base_url)
    through = f", through the proxy {proxy} that the environment names" if proxy else ""
    text = _cause(error)
    match error:
        case httpx.ProxyError():
            return Obstacle(f"{base_url} can't be reached{through}: {text}", "see HTTP_PROXY, HTTPS_PROXY and NO_PROXY")
        case httpx.TimeoutException():
            return Obstacle(f"{base_url} does not answer within {_TIMEOUT:g} s{through}")
        case httpx.ConnectError() if "CERTIFICATE" in text.upper():
            return Obstacle(
                f"the certificate of {base_url} is not trusted{through}: {text}",
                "for an authority of your own, set SSL_CERT_FILE to its certificate",
            )
        case httpx.ConnectError() if _is_of_tls(error):
            return Obstacle(f"{base_url} does not speak TLS{through}: {text}", "try http://")
        case httpx.ConnectError():
            return Obstacle(f"{base_url} can't be reached{through}: {text}", "check that it runs, and the address")
        case httpx.RemoteProtocolError() | httpx.ReadError():
            advice = "try https://" if base_url.startswith("http://") else "check the address"
            return Obstacle(f"{base_url} does not answer in HTTP{through}: {text}", advice)
        case _:
            return Obstacle(f"{base_url} can't be asked{through}: {text}")


def _cause(error: BaseException) -> str:
    return str(error) or type(error).__name__


def _is_of_tls(error: BaseException) -> bool:
    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, ssl.SSLError):
            return True
        chain = chain.__cause__ or chain.__context__
    return "SSL" in str(error)


def _proxy(base_url: str) -> str:
    """Return the host and port of the proxy that the environment names for an address; empty for none."""
    url = httpx.URL(base_url)
    known = getproxies()
    named = known.get(url.scheme) or known.get("all", "")
    if not named or is_local(base_url) or proxy_bypass(url.host):
        return ""
    return named.rpartition("@")[2].rpartition("//")[2].rstrip("/")


def is_local(base_url: str) -> bool:
    """Return whether an address is this machine, which no proxy can reach."""
    host = httpx.URL(base_url).host
    return host in _LOOPBACK or host.startswith("127.") or host.endswith(".localhost")


def environment_for(base_url: str, known: Any) -> dict[str, str]:
    """Return what variables libraries need so that all of them reach a server in the same way.

    Args:
        base_url: Its address.
        known: The variables that there are.
    """
    found: dict[str, str] = {}
    if is_local(base_url):
        host = httpx.URL(base_url).host
        before = known.get("no_proxy") or known.get("NO_PROXY") or ""
        found["no_proxy"] = found["NO_PROXY"] = ",".join(filter(None, (before, host)))
    if known.get("SSL_CERT_FILE") and not known.get("REQUESTS_CA_BUNDLE"):
        found["REQUESTS_CA_BUNDLE"] = known["SSL_CERT_FILE"]
    return found
