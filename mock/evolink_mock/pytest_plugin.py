"""A pytest plugin: a mock server for each test that requests one.

    from pathlib import Path

    import pytest

    from evolink import EvoLink
    from evolink_mock import MockServer

    def test_cat(evolink_mock: MockServer, tmp_path: Path) -> None:
        with EvoLink() as client:  # the fixture sets EVOLINK_BASE_URL and EVOLINK_API_KEY
            client.images.generate(model="nano-banana-beta", prompt="a cat").save(tmp_path)
        assert len(evolink_mock.request_log) > 1

    @pytest.mark.evolink_mock(speed=0, credits=1)
    def test_without_credits(evolink_mock: MockServer) -> None: ...

With `evolink_mock`, each test has a server of its own on a free port. With `evolink_mock_session`, all tests of a
process have one server, where each test has a key, credits, tasks and a clock of its own. Both are an
`evolink_mock.MockServer`, with its `clock`, `request_log`, `deliveries` and `world` (see `world.script`), and both work
in parallel tests and in coroutines. Commands and batches of a test keep their journal in a temporary folder. The marker
sets arguments of `MockServer`; markers of module, class and test add up. To receive callbacks in a server of the test's
own, set `evolink_mock.callbacks_to = "http://127.0.0.1:8000"`.
"""

import inspect
import os
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from evolink_mock import MockServer

_MARKER = "evolink_mock"
_SHARED = "evolink_mock_session"
_SPEED = 100.0  # mock seconds per second: tasks end in about half a second, and each of their states can be seen
_OF_ADDRESS = ("host", "port")
_SERVER = pytest.StashKey["MockServer"]()
_tests = count(1)
_JOURNAL = "EVOLINK_JOURNAL"
_USUAL_JOURNAL = os.environ.get(_JOURNAL)  # no journal of tests: what tests make would count as made, and as prices


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker."""
    config.addinivalue_line(
        "markers",
        f"{_MARKER}(**settings): settings of the mock for a test, a class or a module, by name: arguments of "
        "evolink_mock.MockServer, such as credits=0 or speed=0. For each setting, the nearest marker counts.",
    )


@pytest.fixture
def evolink_mock(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, _evolink_journals: "Path"
) -> "Iterator[MockServer]":
    """A mock of the EvoLink API for this test alone, as a running MockServer to which the environment points.

    The marker evolink_mock sets its arguments. Its clock runs a hundred times as fast as others, unless speed says
    otherwise.
    """
    with _mock(_settings(request.node)) as server:
        _point_at(server, monkeypatch, _evolink_journals)
        yield server


@pytest.fixture(scope="session")
def evolink_mock_session(request: pytest.FixtureRequest) -> "Iterator[MockServer]":
    """A mock of the EvoLink API that all tests share, as a running MockServer, with a scope for each test.

    Its address stays the same. In each test that uses it, it has a key, credits, tasks, a request log and a clock of
    this test's own, which the marker evolink_mock sets up as for the other fixture, and the environment points to it.
    What a fixture of a wider scope does with it is not there in the tests.
    """
    with _mock({"speed": _SPEED}) as server:
        request.config.stash[_SERVER] = server
        yield server
        del request.config.stash[_SERVER]


@pytest.fixture(scope="session")
def _evolink_journals(tmp_path_factory: pytest.TempPathFactory) -> "Path":
    """A folder for the journals of tests."""
    return tmp_path_factory.mktemp("evolink-journals")


@pytest.fixture(autouse=True)
def _evolink_mock_scope(request: pytest.FixtureRequest) -> "Iterator[None]":  # pyright: ignore[reportUnusedFunction]
    """Start a scope for each test that uses evolink_mock_session, and clear the server after each test."""
    stash = request.config.stash
    if _SHARED in request.fixturenames:
        request.getfixturevalue(_SHARED)
        stash[_SERVER].start_over(_mock(_settings(request.node, shared=True, api_key=f"mock-key-{next(_tests)}")))
        _point_at(stash[_SERVER], request.getfixturevalue("monkeypatch"), request.getfixturevalue("_evolink_journals"))
    yield
    if _SERVER in stash:
        stash[_SERVER].start_over(_mock({"speed": _SPEED}))


def _point_at(server: "MockServer", monkeypatch: pytest.MonkeyPatch, journals: "Path") -> None:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    if os.environ.get(_JOURNAL) == _USUAL_JOURNAL:  # else the tests have chosen one themselves
        monkeypatch.setenv(_JOURNAL, str(journals / f"{next(_tests)}.sqlite"))


def _mock(settings: "Mapping[str, Any]") -> "MockServer":
    from evolink_mock import MockServer  # noqa: PLC0415 - most test runs that load the plugin need no mock

    try:
        return MockServer(**settings)
    except ValueError as error:
        raise _wrong(str(error)) from None


def _settings(test: pytest.Item, *, shared: bool = False, **usual: object) -> "Mapping[str, Any]":
    """Return the arguments of a test's server: those of its markers, from the farthest to the nearest."""
    settings: dict[str, Any] = {"speed": _SPEED, **usual}
    for mark in (mark for node in test.listchain() for mark in node.own_markers if mark.name == _MARKER):
        if mark.args:
            raise _wrong(
                f"settings have names, such as credits=0; without a name came {', '.join(map(repr, mark.args))}"
            )
        for name in mark.kwargs:
            _check_name(name, shared=shared)
        settings |= mark.kwargs
    return settings


def _check_name(name: str, *, shared: bool) -> None:
    from evolink_mock import MockServer  # noqa: PLC0415 - only a marker with settings needs them
    from evolink_mock.world.unknown import unknown  # noqa: PLC0415 - only a wrong marker needs it

    settings = tuple(inspect.signature(MockServer).parameters)
    if name not in settings:
        raise _wrong(unknown(name, settings))
    if shared and name in _OF_ADDRESS:
        raise _wrong(f"{name} can't be set for one test, as evolink_mock_session has one address for all")


def _wrong(problem: str) -> BaseException:
    return pytest.fail.Exception(f"@pytest.mark.{_MARKER}: {problem}", pytrace=False)
