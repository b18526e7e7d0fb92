"""Whose certificates are trusted: those that the environment names, read once and aside."""

import asyncio
import os
import ssl
import threading
from pathlib import Path

import pytest

from evolink._http import tls
from evolink.errors import ConfigurationError
from tests.wire.conftest import Certificate


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


def test_shared(monkeypatch: pytest.MonkeyPatch, certificate: Certificate, tmp_path: Path) -> None:
    """One context serves all clients, and another environment has another one."""
    usual = tls.context()
    assert tls.context() is usual
    assert usual.cert_store_stats()["x509_ca"] > 50
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert tls.context().cert_store_stats()["x509"] == 0
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    assert tls.context().cert_store_stats()["x509"] == 1
    monkeypatch.setenv("SSL_CERT_FILE", "")
    monkeypatch.delenv("SSL_CERT_DIR")
    assert tls.context() is usual


def test_strict() -> None:
    """Certificates and names are checked, and nothing older than TLS 1.2 is spoken."""
    context = tls.context()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize(
    ("variable", "content", "why"),
    [
        ("SSL_CERT_FILE", None, "No such file or directory"),
        ("SSL_CERT_FILE", "", "it holds no certificate"),
        ("SSL_CERT_FILE", "not a certificate", "it holds no certificate"),
        ("SSL_CERT_DIR", None, "No such file or directory"),
        ("SSL_CERT_DIR", "a file", "Not a directory"),
    ],
)
def test_unusable(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variable: str,
    content: str | None,
    why: str,
    certificate: Certificate,
) -> None:
    """What can't be read is reported with its place, and is read again once it is there."""
    place = tmp_path / "authority.pem"
    if content is not None:
        place.write_text(content)
    monkeypatch.setenv(variable, str(place))
    with pytest.raises(ConfigurationError, match=f"certificates that can't be used, {variable}={place}: {why}"):
        tls.context()
    place.unlink(missing_ok=True)
    if variable == "SSL_CERT_DIR":
        place.mkdir()
    else:
        place.write_bytes(certificate.file.read_bytes())
    assert tls.context()


def test_made_aside(monkeypatch: pytest.MonkeyPatch, certificate: Certificate, tmp_path: Path) -> None:
    """It is made once, in another thread, however many threads wait for it; a forked process makes its own."""
    file = tmp_path / "slow.pem"
    file.write_bytes(certificate.file.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    made_in, held, make = list[threading.Thread](), threading.Event(), ssl.create_default_context

    def slow(**given: str | None) -> ssl.SSLContext:
        made_in.append(threading.current_thread())
        held.wait(5)
        return make(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl, "create_default_context", slow)
    tls.start()
    soon = tls.soon()
    assert not soon.done()
    with monkeypatch.context() as forked:
        forked.setattr(os, "getpid", lambda: -1)
        assert tls.soon() is not soon
    held.set()

    async def wait() -> ssl.SSLContext:
        return await asyncio.wrap_future(tls.soon())

    context = asyncio.run(wait())
    assert soon.result() is context
    assert len(made_in) == 2
    assert threading.current_thread() not in made_in


def test_no_thread_left(monkeypatch: pytest.MonkeyPatch, certificate: Certificate, tmp_path: Path) -> None:
    """Where no thread can be started, as at the end of the interpreter, the thread that needs it makes it."""

    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    file = tmp_path / "late.pem"
    file.write_bytes(certificate.file.read_bytes())
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert tls.context()
