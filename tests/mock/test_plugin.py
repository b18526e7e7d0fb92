import os
import subprocess
import sys
from pathlib import Path

TESTS = """
import os

import httpx
import pytest

KEY = {"authorization": "Bearer mock-key"}


@pytest.fixture
def base_url(evolink_mock):
    assert evolink_mock.base_url == os.environ["EVOLINK_BASE_URL"]
    assert evolink_mock.api_key == os.environ["EVOLINK_API_KEY"]
    return evolink_mock.base_url


@pytest.mark.parametrize("number", range(4))
def test_each_test_has_a_server_of_its_own(evolink_mock, base_url, number):
    for _ in range(number):
        httpx.get(base_url + "/v1/credits", headers=KEY)
    assert len(evolink_mock.request_log) == number


def test_time_passes_quickly(evolink_mock):
    before = evolink_mock.clock.now()
    while evolink_mock.clock.now() < before + 1:
        pass


@pytest.mark.evolink_mock(speed=0, credits=1, api_key="poor")
def test_settings_come_with_the_marker(evolink_mock):
    assert evolink_mock.world.accounts["poor"].remaining == 1
    assert evolink_mock.clock.now() == evolink_mock.clock.now()


@pytest.mark.evolink_mock(callbacks_to="http://127.0.0.1:8000")
def test_the_marker_says_where_callbacks_go(evolink_mock):
    assert evolink_mock.callbacks_to == "http://127.0.0.1:8000"


def test_a_test_says_where_callbacks_go(evolink_mock):
    assert evolink_mock.callbacks_to is None
    evolink_mock.callbacks_to = "http://127.0.0.1:8000"
    assert evolink_mock.world.callbacks_to == "http://127.0.0.1:8000"


def test_the_environment_is_as_before():
    assert os.environ["EVOLINK_BASE_URL"] == "before"
"""


def run(folder: Path, *options: str) -> str:
    (folder / "test_it.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "--strict-markers", *options]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    result = subprocess.run(
        command,
        cwd=folder,
        env={**environment, "EVOLINK_BASE_URL": "before"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return result.stdout + result.stderr


def test_fixture_runs_a_server(tmp_path: Path) -> None:
    """A test that requests the fixture gets a running server."""
    assert "9 passed" in run(tmp_path, "-W", "error")


def test_fixture_in_parallel(tmp_path: Path) -> None:
    """The fixture works in parallel tests."""
    assert "9 passed" in run(tmp_path, "-n", "2")


def test_marker_is_registered(tmp_path: Path) -> None:
    """The marker is registered with a description."""
    assert "evolink_mock(**settings)" in run(tmp_path, "--markers")
