"""Every model of the contract, from its request to a saved result, through the library and over a real socket."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from evolink import EvoLink
from evolink_mock import MockServer
from evolink_rules import models
from tests.models import CANONICAL, request_to

SPEED = 1000.0  # mock seconds per second: all tasks have ended when the last one is submitted
CREDITS = 1e9


@pytest.fixture(scope="module")
def client() -> Iterator[EvoLink]:
    with (
        MockServer(speed=SPEED, credits=CREDITS) as server,
        EvoLink(api_key=server.api_key, base_url=server.base_url) as opened,
    ):
        yield opened


@pytest.fixture(scope="module")
def tasks(client: EvoLink) -> Mapping[str, Any]:
    """Return a task of each model: they run at the same time."""
    return {name: getattr(client, models()[name].kind).submit(**request_to(name)) for name in CANONICAL}


@pytest.mark.parametrize("name", CANONICAL)
def test_every_model(tasks: Mapping[str, Any], tmp_path: Path, name: str) -> None:
    """A task of every model ends with results of its kind, one of which is saved."""
    results = tasks[name].wait()
    assert type(results).__name__.lower() == models()[name].kind
    path = results[0].save(tmp_path)
    assert [*tmp_path.iterdir()] == [path]
    assert path.stat().st_size > 0
