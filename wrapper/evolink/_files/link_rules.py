"""Where a link may lead: judged by its spelling, before anything is asked for."""

from binascii import Error as NotBase64
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from evolink._contract.tasks import result_lifetime
from evolink.errors import SavingError
from evolink.errors._echo import cut

_MOST_REDIRECTS = 5


def checked(url: str, *, local: bool = False) -> str:
    """Return the link of a result, if it may be followed.

    Args:
        url: The link.
        local: Whether the service runs on this machine: a mock's results do too, over plain http.

    Raises:
        SavingError: It is no web address, not https, or leads into a private network.
    """
    from evolink_rules import is_private_url

    if not _is_web(url):
        raise SavingError(f"the service gave a link that is no web address: {cut(url)!r}")
    if not local and not url.lower().startswith("https:"):
        raise SavingError(f"the service gave a link that is not https: {cut(url)!r}")
    if not local and is_private_url(url):
        raise SavingError(f"the service gave a link into a private network: {cut(url)!r}")
    return url


def next_hop(url: str, location: str | None, hops: int, *, local: bool = False) -> str:
    """Return the address that a redirect leads to.

    Args:
        url: The address that answered with a redirect.
        location: Its Location header.
        hops: Redirects so far, this one included.
        local: As for `checked`.

    Raises:
        SavingError: It leads nowhere, in circles, out of https, or from a public host into a private network.
    """
    from evolink_rules import is_private_url

    target = urljoin(url, location or "")
    if hops > _MOST_REDIRECTS:
        raise SavingError(f"the link to the result leads on and on: {hops} redirects")
    if not location or not _is_web(target):
        raise SavingError("the link to the result leads nowhere")
    if not target.lower().startswith("https:") and (url.lower().startswith("https:") or not local):
        raise SavingError("the link to the result leads out of https")
    if is_private_url(target) and not (local and is_private_url(url)):
        raise SavingError("the link to the result leads into a private network")
    return target


def expiry(url: str, created: float | None) -> float | None:
    """Return the Unix time until which a link surely works: the documented lifetime begins after the task was created.

    Args:
        url: The link.
        created: When the task was created, Unix seconds on the service's clock.

    Returns:
        None if it is unknown, or if the link holds the result itself and never expires.
    """
    return None if created is None or is_inline(url) else created + result_lifetime()


def earliest_expiry(urls: Iterable[str], created: float | None) -> float | None:
    """Return the Unix time until which all of some links surely work; None if unknown."""
    return min((end for url in urls if (end := expiry(url, created)) is not None), default=None)


def is_inline(url: str) -> bool:
    """Whether a link holds the result itself."""
    return url[:5].lower() == "data:"


def inline(url: str) -> bytes:
    """Return the content of a `data:` URL.

    Raises:
        SavingError: It is not base64 where it says so.
    """
    from base64 import b64decode

    head, _, content = url.partition(",")
    decoded = unquote_to_bytes(content)
    if not head.lower().endswith(";base64"):
        return decoded
    packed = b"".join(decoded.split()).replace(b"-", b"+").replace(b"_", b"/")
    try:
        return b64decode(packed + b"=" * (-len(packed) % 4), validate=True)
    except NotBase64 as error:
        raise SavingError(f"the service gave a result that is not the base64 it says: {cut(url)!r}") from error


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        return False
