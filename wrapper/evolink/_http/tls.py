"""Whose certificates are trusted: one TLS context for all clients, made in a thread while a client is made.

Reading the authorities takes longer than everything else in a client. They are those of SSL_CERT_FILE or SSL_CERT_DIR,
if the environment names one, or else those of certifi, as with httpx.
"""

import os
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evolink._http.aside import Aside
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    import ssl


class _Trusted(NamedTuple):
    """Where the authorities are; certifi's if neither is named."""

    file: str | None
    folder: str | None


_contexts: "dict[_Trusted, ssl.SSLContext]" = {}
_under_way: "dict[tuple[int, _Trusted], Future[ssl.SSLContext]]" = {}
"""By process, as a forked one has no thread that makes it. One that failed is tried again by the next who asks."""


def start() -> None:
    """Begin to make the context, so that it is there when it is needed."""
    soon()


def context() -> "ssl.SSLContext":
    """Return the context, as soon as it is made.

    Raises:
        ConfigurationError: The certificates that the environment names can't be read.
    """
    return soon().result()


def soon() -> "Future[ssl.SSLContext]":
    """Return what will be the context, or a `ConfigurationError`."""
    trusted = _read_environment()
    if made := _contexts.get(trusted):
        done: Future[ssl.SSLContext] = Future()
        done.set_result(made)
        return done
    asked = (os.getpid(), trusted)
    making = Aside(lambda: _make(trusted), lambda: _under_way.pop(asked, None))
    known = _under_way.setdefault(asked, making.result)
    if known is making.result:
        making.start("evolink-tls")
    return known


def _read_environment() -> _Trusted:
    if file := os.environ.get("SSL_CERT_FILE"):
        return _Trusted(file, None)
    return _Trusted(None, os.environ.get("SSL_CERT_DIR") or None)


def _make(trusted: _Trusted) -> "ssl.SSLContext":
    import ssl

    try:
        if trusted.folder:
            next(Path(trusted.folder).iterdir(), None)  # OpenSSL says nothing about one that is missing
        made = ssl.create_default_context(cafile=trusted.file or _bundled(trusted), capath=trusted.folder)
    except (OSError, ValueError) as error:
        place = f"SSL_CERT_FILE={trusted.file}" if trusted.file else f"SSL_CERT_DIR={trusted.folder}"
        why = "it holds no certificate" if isinstance(error, ssl.SSLError) else _reason(error)
        raise ConfigurationError(f"the environment names certificates that can't be used, {place}: {why}") from error
    made.minimum_version = max(made.minimum_version, ssl.TLSVersion.TLSv1_2)
    made.set_alpn_protocols(["http/1.1"])
    return _contexts.setdefault(trusted, made)


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _bundled(trusted: _Trusted) -> str | None:
    if trusted.folder:
        return None
    import certifi

    return certifi.where()
