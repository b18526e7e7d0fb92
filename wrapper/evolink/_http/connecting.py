"""What the sync and the async way to connect share: their pace, and how failures are put into words."""

import os
import socket
import ssl

from evolink._http.origin import Origin, show_address
from evolink._http.wire_errors import NotConnectedError, ProxyRefusedError, TlsFailedError, UnsendableError

STAGGER = 0.25
"""Seconds after which the next address of a host is tried as well, as RFC 8305 recommends: one that hangs, as IPv6
does on a network that only claims to have it, must not take the time of the others."""
RECEIVED_AT_ONCE = 64 * 1024
_NO_AUTHORITY = {18, 19, 20, 21}
"""What OpenSSL calls certificates whose authority it does not know."""


def first_hop(origin: Origin) -> tuple[str, int]:
    """Return the host and port to connect to: the proxy's, if there is one."""
    hop = origin.proxy or origin
    return hop.host, hop.port


def show_first_hop(origin: Origin) -> str:
    """Return how errors name what is connected to."""
    return f"the proxy {origin.proxy.shown}" if origin.proxy else origin.shown


def late(origin: Origin, what: str) -> NotConnectedError:
    """Return the error for the end of the time to connect."""
    return NotConnectedError(f"{show_first_hop(origin)}: {what} took too long")


def not_found(origin: Origin, error: Exception) -> NotConnectedError | UnsendableError:
    """Return the error for a host without addresses."""
    if isinstance(error, UnicodeError):
        return UnsendableError(f"{first_hop(origin)[0]!r} is not a valid host name")
    return NotConnectedError(f"{show_first_hop(origin)}: {_reason(error)}")


def not_connected(origin: Origin, error: OSError | None) -> NotConnectedError:
    """Return the error for a host that takes no connection at any of its addresses."""
    return NotConnectedError(f"{show_first_hop(origin)}: {_reason(error) if error else 'it has no address'}")


def proxy_lost(origin: Origin, error: OSError) -> ProxyRefusedError:
    """Return the error for a proxy that hung up while it was asked to connect."""
    return ProxyRefusedError(
        f"{show_first_hop(origin)} closed the connection before it was established: {_reason(error)}"
    )


def tls_failed(host: str, port: int, error: OSError | ValueError) -> TlsFailedError:
    """Return the error for a TLS handshake with a host that failed."""
    shown = show_address(host, port)
    if isinstance(error, ssl.SSLCertVerificationError):
        hint = ""
        if error.verify_code in _NO_AUTHORITY:
            hint = "; an authority of your own is trusted with SSL_CERT_FILE=authority.pem"
        return TlsFailedError(f"the certificate of {shown} is not trusted: {error.verify_message}{hint}")
    if not isinstance(error, OSError):
        return TlsFailedError(f"{shown} has no name that a certificate can be checked for: {error}")
    if not isinstance(error, ssl.SSLError) or isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
        return TlsFailedError(f"{shown} closed the connection during the TLS handshake")
    return TlsFailedError(f"{shown} and this client did not agree on TLS: {error.reason or error}")


def _reason(error: Exception) -> str:
    if not isinstance(error, OSError) or error.errno is None:
        return str(error) or type(error).__name__
    # asyncio has texts of its own for what the system names; those of resolvers are numbered otherwise.
    return error.strerror if isinstance(error, socket.gaierror) and error.strerror else os.strerror(error.errno)


def new_socket(family: int) -> socket.socket:
    """Return a socket that does not block, and does not wait for more before it sends."""
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        sock.setblocking(False)  # noqa: FBT003 - the standard library's
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except BaseException:
        sock.close()
        raise
    return sock
