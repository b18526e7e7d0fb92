"""Where a link may lead, and how long it works: judged by the link itself, before anything is requested."""

from binascii import Error as NotBase64
from collections.abc import Collection, Iterable
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from evolink._contract.tasks import result_lifetime
from evolink._http.plain_hosts import PLAIN_HOSTS, is_plain_host
from evolink.errors import SavingError
from evolink.errors._shorten import cut

_MOST_REDIRECTS = 5


def check_link(url: str, *, local: bool = False, plain_hosts: Collection[str] = ()) -> str:
    """Return the link to a result if it may be followed.

    Args:
        url: The link.
        local: Whether the service runs on this machine, as a mock does: then its results may too, over plain HTTP.
        plain_hosts: The hosts that plain HTTP may lead to; they may be in a private network.

    Raises:
        SavingError: It is not an http(s) URL, not HTTPS, or leads into a private network.
    """
    from evolink_rules import is_private_url

    if not is_web(url):
        raise SavingError(f"the service returned a link that is not an http(s) URL: {cut(url)!r}")
    if local or is_plain_host(url, plain_hosts):
        return url
    if not url.lower().startswith("https:"):
        raise SavingError(f"the service returned a link that is not HTTPS: {cut(url)!r}; {_how_to_allow(url)}")
    if is_private_url(url):
        raise SavingError(f"the service returned a link into a private network: {cut(url)!r}")
    return url


def resolve_redirect(
    url: str, location: str | None, hops: int, *, local: bool = False, plain_hosts: Collection[str] = ()
) -> str:
    """Return the URL that a redirect leads to.

    Args:
        url: The URL that answered with a redirect.
        location: Its Location header.
        hops: Redirects so far, this one included.
        local: As for `check_link`.
        plain_hosts: As for `check_link`.

    Raises:
        SavingError: It leads nowhere, through too many redirects, out of HTTPS, or from a public host into a private
            network.
    """
    from evolink_rules import is_private_url

    target = urljoin(url, location or "")
    if hops > _MOST_REDIRECTS:
        raise SavingError(f"the link to the result has more than {_MOST_REDIRECTS} redirects")
    if not location or not is_web(target):
        raise SavingError("the link to the result redirects to nowhere")
    if is_plain_host(target, plain_hosts):
        return target
    if not target.lower().startswith("https:") and (url.lower().startswith("https:") or not local):
        raise SavingError(f"the link to the result redirects away from HTTPS; {_how_to_allow(target)}")
    if is_private_url(target) and not (local and is_private_url(url)):
        raise SavingError("the link to the result redirects into a private network")
    return target


def _how_to_allow(url: str) -> str:
    return f"if its host can be trusted, as a container on this machine can, set {PLAIN_HOSTS}={urlsplit(url).hostname}"


def find_expiry(url: str, created: float | None) -> float | None:
    """Return the Unix time until which a link surely works: the documented lifetime begins after the task was created.

    Args:
        url: The link.
        created: When the task was created, Unix seconds on the service's clock.

    Returns:
        None if it is unknown, or if the link holds the result itself and never expires.
    """
    return None if created is None or is_inline(url) else created + result_lifetime()


def find_earliest_expiry(urls: Iterable[str], created: float | None) -> float | None:
    """Return the Unix time until which all of some links surely work; None if unknown."""
    return min((end for url in urls if (end := find_expiry(url, created)) is not None), default=None)


def is_inline(url: str) -> bool:
    """Whether a link contains the result itself."""
    return url[:5].lower() == "data:"


def decode_inline(url: str) -> bytes:
    """Return the content of a `data:` URL.

    Raises:
        SavingError: It is not valid base64 although it says so.
    """
    from base64 import b64decode

    head, _, content = url.partition(",")
    decoded = unquote_to_bytes(content)
    if not head.lower().endswith(";base64"):
        return decoded
    encoded = b"".join(decoded.split()).replace(b"-", b"+").replace(b"_", b"/")
    try:
        return b64decode(encoded + b"=" * (-len(encoded) % 4), validate=True)
    except NotBase64 as error:
        raise SavingError(f"the service returned a result that is not valid base64: {cut(url)!r}") from error


def is_web(url: str) -> bool:
    """Whether a text is an http or https address."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        return False
