"""Certificates for the servers of these tests, made once."""

import ssl
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.certificate import make_certificate

SERVICE, PROXY = "service.test", "proxy.test"
"""Names that only the proxies of these tests know; the second is written for the machine itself, too."""


class Certificate(NamedTuple):
    """A certificate in a file, and what a server does with it."""

    file: Path
    server: ssl.SSLContext


def _make(folder: Path, *names: str, expired: bool = False) -> Certificate:
    file = make_certificate(folder, *names, expired=expired)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return Certificate(file, server)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for localhost and the service."""
    return _make(tmp_path_factory.mktemp("certificate"), "localhost", SERVICE)


@pytest.fixture(scope="session")
def expired(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate that was valid until yesterday."""
    return _make(tmp_path_factory.mktemp("expired"), expired=True)


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for another host."""
    return _make(tmp_path_factory.mktemp("other"), "other.test")


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    """The certificate, trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    return certificate
