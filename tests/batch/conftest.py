"""A journal, a folder and a mock for each batch."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from evolink._costs.prices import Prices
from evolink.batch import BatchReport
from evolink.batch._load import load
from evolink.batch._manifest.source import Manifest, Rows
from evolink.journal import Batch, Journal
from evolink_mock import MockServer
from tests.clients import MODES, Mode, client_of
from tests.journal.conftest import address, bin_folder, moody, open_journal, server

__all__ = ["address", "bin_folder", "moody", "open_journal", "server"]

MODEL = "nano-banana-beta"
Run = Callable[..., BatchReport]


def cat(**more: Any) -> dict[str, Any]:
    return {"model": MODEL, "prompt": "a cat", **more}


def cats(number: int) -> list[dict[str, Any]]:
    return [cat(id=f"cat-{place:03}", prompt=f"cat number {place}") for place in range(number)]


def note(batch: Batch, rows: Rows, *, skip_bad: bool = False) -> None:
    load(batch, Manifest.of(rows), Prices(), skip_bad=skip_bad)


def posts(mock: MockServer) -> list[dict[str, Any]]:
    """Return the requests that would make a task, oldest first."""
    return [
        json.loads(each.request.body) for each in mock.request_log.copy() if "idempotency-key" in each.request.headers
    ]


def results(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix not in {".jsonl", ".part"})


@pytest.fixture
def journal(address: str) -> Iterator[Journal]:
    with Journal(address) as opened:
        yield opened


@pytest.fixture
def batch(journal: Journal) -> Batch:
    return journal.batch("out", 1e9)


@pytest.fixture
def mock() -> Iterator[MockServer]:
    with MockServer(speed=400.0, credits=1e6) as running:
        yield running


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def run(mock: MockServer, mode: Mode, tmp_path: Path, out: Path) -> Run:
    """Run a manifest with a new client, as a new process would."""

    def running(rows: Rows, **given: Any) -> BatchReport:
        client = {"base_url": mock.base_url, "api_key": mock.api_key, "journal": tmp_path / "journal.sqlite"}
        with client_of(mode, **{**client, **given.pop("client", {})}) as go:
            folder = given.pop("folder", out)
            report: BatchReport = go(lambda each: each.batch.run(rows, folder, **given))
            return report

    return running
