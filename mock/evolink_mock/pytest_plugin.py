"""A pytest plugin: a mock server for each test that requests one.

    def test_cat(evolink_mock, tmp_path):
        with EvoLink() as client:  # the fixture sets EVOLINK_BASE_URL and EVOLINK_API_KEY
            client.images.generate(model="nano-banana-beta", prompt="a cat").save(tmp_path)
        assert len(evolink_mock.request_log) > 1

    @pytest.mark.evolink_mock(speed=0, credits=1)
    def test_without_credits(evolink_mock): ...

Each test has a server of its own on a free port, so tests may run in parallel. The fixture is the
`evolink_mock.MockServer`, with its `clock`, `request_log`, `deliveries` and `world` (see `world.script`). To receive
callbacks in a server of the test's own, set `evolink_mock.callbacks_to = "http://127.0.0.1:8000"`.
"""

from typing import TYPE_CHECKING, Any

import pytest

from evolink_mock.http.server import MockServer

if TYPE_CHECKING:
    from collections.abc import Iterator


_SPEED = 100.0  # mock seconds per second: tasks end in about half a second, and each of their states can be seen


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line("markers", "evolink_mock(**settings): arguments of MockServer for the evolink_mock fixture")


@pytest.fixture
def evolink_mock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> "Iterator[MockServer]":
    """Run a mock of the EvoLink API for one test; the marker of the same name sets its arguments."""
    marker = request.node.get_closest_marker("evolink_mock")
    settings: dict[str, Any] = {"speed": _SPEED, **(marker.kwargs if marker else {})}
    with MockServer(**settings) as server:
        monkeypatch.setenv("EVOLINK_BASE_URL", server.base_url)
        monkeypatch.setenv("EVOLINK_API_KEY", server.api_key)
        yield server
