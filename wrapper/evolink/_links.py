"""Where a link may lead: judged by its spelling, before anything is asked for."""

from urllib.parse import urljoin, urlsplit

from .errors import SavingError

_MOST_REDIRECTS = 5


def checked(url: str) -> str:
    """Give the link of a result back, if it can be one.

    Raises:
        SavingError: It is no web address.
    """
    if not _is_web(url):
        raise SavingError(f"the service gave a link that is no web address: {url!r}")
    return url


def next_hop(url: str, location: str | None, hops: int) -> str:
    """Give the address that a redirect leads to.

    Args:
        url: The address that answered with a redirect.
        location: Its Location header.
        hops: Redirects so far, this one included.

    Raises:
        SavingError: It leads nowhere, in circles, out of https, or from a public host into a private network.
    """
    from evolink_rules import is_private_url  # noqa: PLC0415 - the rules load on first use

    target = urljoin(url, location or "")
    if hops > _MOST_REDIRECTS:
        raise SavingError(f"the link to the result leads on and on: {hops} redirects")
    if not location or not _is_web(target):
        raise SavingError("the link to the result leads nowhere")
    if url.startswith("https:") and not target.startswith("https:"):
        raise SavingError("the link to the result leads out of https")
    if is_private_url(target) and not is_private_url(url):
        raise SavingError("the link to the result leads into a private network")
    return target


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and url.isprintable()
    except ValueError:
        return False
