"""The same sentences over both databases."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from evolink.journal import Journal
from evolink_mock import MockServer
from tests.journal._postgres import Postgres, postgres, programs
from tests.journal._relay import Relay, relay

SECRET = "sk-never-in-the-journal"

Open = Callable[[], Journal]
"""Opens the test's journal, each time as another session; closed at the test's end."""


@pytest.fixture(scope="session")
def bin_folder() -> Path:
    found = programs()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's programs are missing, and CI must have them")
        pytest.skip("PostgreSQL's programs are not installed (Debian: apt install postgresql)")
    return found


@pytest.fixture(scope="session")
def server(bin_folder: Path) -> Iterator[Postgres]:
    with postgres(bin_folder) as running:
        yield running


@pytest.fixture
def moody(bin_folder: Path) -> Iterator[Postgres]:
    """A server of one test's own, which may be stopped."""
    with postgres(bin_folder) as running:
        yield running


@pytest.fixture
def mock() -> Iterator[MockServer]:
    with MockServer(api_key=SECRET, speed=200.0) as running:
        yield running


@pytest.fixture
def between(mock: MockServer) -> Iterator[Relay]:
    with relay(mock.base_url) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "journal.sqlite")
    running: Postgres = request.getfixturevalue("server")
    return running.new_database()


@pytest.fixture
def open_journal(address: str) -> Iterator[Open]:
    with ExitStack() as stack:
        yield lambda: stack.enter_context(Journal(address))


@pytest.fixture
def journal(open_journal: Open) -> Journal:
    return open_journal()
