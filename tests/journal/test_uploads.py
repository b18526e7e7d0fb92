"""Uploads that a journal remembers, for all processes that share it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from evolink import EvoLink
from evolink._calls.uploads import Uploads
from evolink._files.local_file import LocalFile, local_file
from evolink._files.upload_memory import RememberedUpload
from evolink._http.run import run
from evolink.errors import JournalFailed
from evolink.journal import Journal
from evolink_mock import MockServer
from tests.journal.conftest import SECRET, Open

HOST, SHA = "https://files.example", "a" * 64
NOW, LATER, HOUR = 1.8e9, 1.8e9 + 600, 3600.0


def upload(
    number: int = 1, host: str = HOST, sha256: str = SHA, expires_at: float = NOW + 72 * HOUR
) -> RememberedUpload:
    return RememberedUpload(host, sha256, f"https://cdn.example/{number}", f"file_{number}", 2**33, expires_at)


def claim(journal: Journal, host: str = HOST, sha256: str = SHA, now: float = NOW) -> RememberedUpload | bool:
    return journal.uploads.claim(host, sha256, now, LATER)


def png() -> LocalFile:
    found = local_file(b"\x89PNG\r\n\x1a\n")
    assert found
    return found


def test_one_process_uploads(open_journal: Open) -> None:
    """Of several processes one uploads a content; then all have its link."""
    first, second = open_journal(), open_journal()
    assert (claim(first), claim(second), claim(first)) == (True, False, False)
    first.uploads.keep(upload(), NOW)
    assert claim(first) == claim(second) == upload()


def test_failed_upload(open_journal: Open) -> None:
    """After a failure another process may upload, and no other may release what it has claimed."""
    first, second = open_journal(), open_journal()
    claim(first)
    second.uploads.release(HOST, SHA)
    assert claim(second) is False
    first.uploads.release(HOST, SHA)
    assert claim(second) is True


def test_dead_process(open_journal: Open) -> None:
    """A process that died while it uploaded holds up nobody."""
    dead, heir, third = open_journal(), open_journal(), open_journal()
    claim(dead)
    dead.close()
    assert (claim(heir), claim(third)) == (True, False)


def test_stuck_process(open_journal: Open) -> None:
    """A process that takes longer than an upload can take holds up nobody either."""
    stuck, other = open_journal(), open_journal()
    claim(stuck)
    assert (claim(other), claim(other, now=LATER + 1)) == (False, True)


def test_expiry(open_journal: Open) -> None:
    """A link with less than an hour left is replaced; while one process does that, others wait."""
    first, second = open_journal(), open_journal()
    first.uploads.keep(upload(1, expires_at=NOW + HOUR + 1), NOW)
    assert claim(second) == upload(1, expires_at=NOW + HOUR + 1)
    assert (claim(second, now=NOW + 2), claim(first, now=NOW + 2)) == (True, False)
    second.uploads.keep(upload(2), NOW + 2)
    assert claim(first, now=NOW + 2) == upload(2)


def test_places(journal: Journal) -> None:
    """Neither another host nor another content has the same link."""
    journal.uploads.keep(upload(), NOW)
    assert claim(journal, host="http://127.0.0.1:8000") is True
    assert claim(journal, sha256="b" * 64) is True
    assert claim(journal) == upload()


def test_forgetting(journal: Journal) -> None:
    """What was deleted is forgotten, by its ID or its link, on its host only."""
    for host in (HOST, "https://other.example"):
        journal.uploads.keep(upload(1, host), NOW)
        journal.uploads.keep(upload(2, host, "b" * 64), NOW)
    journal.uploads.forget(HOST, "file_1", None)
    journal.uploads.forget(HOST, "file_9", "https://cdn.example/2")
    assert (claim(journal), claim(journal, sha256="b" * 64)) == (True, True)
    assert claim(journal, "https://other.example") == upload(1, "https://other.example")


def test_unnamed_files_stay(journal: Journal) -> None:
    """A file without an ID is not forgotten along with one that has none either."""
    unnamed = RememberedUpload(HOST, SHA, "https://cdn.example/1", None, 1, NOW + 72 * HOUR)
    journal.uploads.keep(unnamed, NOW)
    journal.uploads.forget(HOST, None, "https://cdn.example/2")
    assert claim(journal) == unnamed


def test_old_uploads_vanish(journal: Journal) -> None:
    """Uploads whose links have expired are deleted with the next one."""
    journal.uploads.keep(upload(1, expires_at=NOW - 1), NOW - 10)
    journal.uploads.keep(upload(2, sha256="b" * 64), NOW)
    with journal._core.reading() as connection:
        rows = connection.exec_driver_sql("SELECT url FROM uploads").scalars().all()
    assert list(rows) == ["https://cdn.example/2"]


def test_clients_share_uploads(address: str, mock: MockServer) -> None:
    """Clients with one journal upload a content once, at once or one after the other."""
    clients = [EvoLink(api_key=SECRET, base_url=mock.base_url, journal=address) for _ in range(4)]
    together = threading.Barrier(len(clients))

    def link(client: EvoLink) -> str:
        together.wait(20)
        return run(client._uploads.link_for(png()))

    with ThreadPoolExecutor(len(clients)) as threads:
        links = set(threads.map(link, clients))
    with EvoLink(api_key=SECRET, base_url=mock.base_url, journal=address) as later:
        links.add(run(later._uploads.link_for(png())))
        assert (len(links), later.files.quota().used) == (1, 1)
    for client in clients:
        client.close()


def test_restarted_mock(address: str) -> None:
    """A mock that was started again has forgotten its files, so they are uploaded again."""
    port = 0
    for _ in range(2):
        with (
            MockServer(api_key=SECRET, port=port) as mock,
            EvoLink(api_key=SECRET, base_url=mock.base_url, journal=address) as client,
        ):
            port = int(mock.base_url.rpartition(":")[2])
            assert [run(client._uploads.link_for(png())) for _ in range(2)]
            assert client.files.quota().used == 1


def test_unwritable_note(mock: MockServer, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upload that can't be noted is good nevertheless."""
    with EvoLink(api_key=SECRET, base_url=mock.base_url, journal=address) as client:

        def fail(*_: object) -> None:
            raise JournalFailed("the disk is full")

        monkeypatch.setattr("evolink.journal._uploads.UploadTable.keep", fail)
        assert run(Uploads(client._flow, client.journal.uploads).link_for(png()))
