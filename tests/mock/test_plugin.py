"""The plugin for pytest, as projects use it: in small suites that a pytest of their own runs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import _pytest.pytester
import httpx
import pytest
from _pytest.pytester import SysModulesSnapshot

import evolink_mock
from evolink_mock import MockServer
from tests.docs._blocks import BLOCKS, ROOT

pytest_plugins = ["pytester"]

MODULE = "evolink_mock.pytest_plugin"
QUICK = (
    "-p",
    "no:cacheprovider",
    "-p",
    "no:schemathesis",
    "-p",
    "no:hypothesispytest",
    "-p",
    "no:syrupy",
    "-W",
    "error",
)

EACH = """
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


def test_a_test_says_where_callbacks_go(evolink_mock):
    assert evolink_mock.callbacks_to is None
    evolink_mock.callbacks_to = "http://127.0.0.1:8000"
    assert evolink_mock.world.callbacks_to == "http://127.0.0.1:8000"


def test_the_environment_is_as_before():
    assert os.environ["EVOLINK_BASE_URL"] == "before"
"""

MARKED = """
import pytest

pytestmark = pytest.mark.evolink_mock(credits=7, speed=0, seed="module")


def seen(server):
    return server.world.accounts[server.api_key].remaining, server.clock.speed, server.api_key


def test_module(evolink_mock):
    assert seen(evolink_mock) == (7, 0, "mock-key")


@pytest.mark.evolink_mock(credits=5, api_key="class")
class TestClass:
    def test_class(self, evolink_mock):
        assert seen(evolink_mock) == (5, 0, "class")

    @pytest.mark.evolink_mock(speed=3)
    @pytest.mark.evolink_mock(credits=None, callbacks_to="http://127.0.0.1:8000")
    def test_test(self, evolink_mock, evolink_mock_session):
        for server in (evolink_mock, evolink_mock_session):
            assert seen(server) == (0, 3, "class")
            assert server.world.accounts["class"].granted is None
            assert server.callbacks_to == "http://127.0.0.1:8000"

    @pytest.mark.parametrize("credits", [pytest.param(2, marks=pytest.mark.evolink_mock(credits=2))])
    @pytest.mark.evolink_mock(credits=9)
    def test_parameter(self, evolink_mock, credits):
        assert seen(evolink_mock) == (credits, 0, "class")


@pytest.mark.evolink_mock(credits=4)
class TestDerived(TestClass):
    def test_class(self, evolink_mock):
        assert seen(evolink_mock) == (4, 0, "class")


@pytest.mark.evolink_mock(script=["code=429", {"story": "stuck"}])
class TestScripted:
    @pytest.mark.evolink_mock(per_minute=600)
    def test_of_the_class(self, evolink_mock_session):
        assert [rule.preference.code for rule in evolink_mock_session.world.rules.rules] == ["429", ""]

    @pytest.mark.evolink_mock(script="story=slow, times=all")
    def test_of_the_test(self, evolink_mock_session):
        assert [rule.preference.story for rule in evolink_mock_session.world.rules.rules] == ["slow"]
"""

SHARED = """
import os

import httpx
import pytest

BEFORE = []


@pytest.fixture(scope="session")
def program(evolink_mock_session):
    evolink_mock_session.world.add_key("too-early")
    return evolink_mock_session.base_url


@pytest.fixture
def server(program, evolink_mock_session):
    return evolink_mock_session


def credits(server, key):
    return httpx.get(server.base_url + "/v1/credits", headers={"authorization": f"Bearer {key}"}).status_code


@pytest.mark.parametrize("number", range(3))
def test_each_test_has_a_scope_of_its_own(server, program, number):
    assert program == server.base_url == os.environ["EVOLINK_BASE_URL"]
    assert server.api_key == os.environ["EVOLINK_API_KEY"]
    assert [key for key, _ in BEFORE].count(server.api_key) == 0
    world = server.world
    assert [*world.accounts] == [server.api_key]
    assert world.accounts[server.api_key].remaining == 100
    assert not world.tasks
    for key, link in BEFORE:
        assert credits(server, key) == 401
        assert credits(server, "too-early") == 401
    known = len(server.request_log)
    assert all(exchange.request.headers["authorization"] == "Bearer too-early" for exchange in server.request_log)
    auth = {"authorization": f"Bearer {server.api_key}"}
    body = {"model": "nano-banana-beta", "prompt": "a cat"}
    made = httpx.post(program + "/v1/images/generations", json=body, headers=auth)
    assert made.status_code == 200
    for key, link in BEFORE:
        assert httpx.get(program + link, headers=auth).status_code == 404
    assert len(server.request_log) == known + 1 + len(BEFORE)
    server.world.script(server.api_key, "code=500", "code=500")
    server.clock.advance(10**6)
    BEFORE.append((server.api_key, "/v1/tasks/" + made.json()["id"]))


def test_the_environment_is_as_before():
    assert os.environ["EVOLINK_BASE_URL"] == "before"


def test_the_fixture_may_be_asked_for_late(request):
    request.getfixturevalue("evolink_mock_session").world.add_key("late")


def test_late_or_not_nothing_is_left(request):
    assert "late" not in request.getfixturevalue("evolink_mock_session").world.accounts
"""

COROUTINES = """
import pytest

from evolink import AsyncEvoLink

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def client(evolink_mock_session):
    async with AsyncEvoLink() as opened:
        yield opened


@pytest.mark.parametrize("number", range(2))
async def test_coroutine(client, evolink_mock_session, number):
    await client.images.submit(model="nano-banana-beta", prompt="a cat")
    assert len(evolink_mock_session.world.tasks) == 1


async def test_server_of_its_own(evolink_mock):
    async with AsyncEvoLink() as client:
        await client.images.submit(model="nano-banana-beta", prompt="a cat")
    assert len(evolink_mock.world.tasks) == 1
"""

JOURNALS = """
import os
from pathlib import Path

import pytest

BEFORE = []


def test_own(evolink_mock, tmp_path_factory):
    is_of_this_test(tmp_path_factory)


@pytest.mark.parametrize("number", range(2))
def test_shared(evolink_mock_session, tmp_path_factory, number):
    is_of_this_test(tmp_path_factory)


def is_of_this_test(tmp_path_factory):
    assert Path(os.environ["EVOLINK_JOURNAL"]).is_relative_to(tmp_path_factory.getbasetemp())
    assert os.environ["EVOLINK_JOURNAL"] not in BEFORE
    BEFORE.append(os.environ["EVOLINK_JOURNAL"])


def test_a_journal_that_tests_have_chosen_is_kept(monkeypatch, request):
    monkeypatch.setenv("EVOLINK_JOURNAL", "off")
    request.getfixturevalue("evolink_mock")
    assert os.environ["EVOLINK_JOURNAL"] == "off"
"""


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run small suites as if from a terminal, and keep what they import: a second copy of a library breaks others."""
    monkeypatch.setenv("EVOLINK_BASE_URL", "before")
    for name in [name for name in os.environ if name.startswith("PYTEST_XDIST")]:
        monkeypatch.delenv(name)

    def snapshot(**_: object) -> SysModulesSnapshot:
        return SysModulesSnapshot(lambda name: not name.startswith(("test_", "conftest")))

    monkeypatch.setattr(_pytest.pytester, "SysModulesSnapshot", snapshot)


def test_in_parallel(tmp_path: Path) -> None:
    """Both fixtures are found by pytest, and work in parallel tests."""
    for name, text in (("each", EACH), ("shared", SHARED)):
        (tmp_path / f"test_{name}.py").write_text(text)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-q", "--strict-markers", "-n", "2", "--dist", "loadfile", *QUICK]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert "13 passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("text", "passed"), [(MARKED, 9), (COROUTINES, 3), (JOURNALS, 4)], ids=["marked", "coroutines", "journals"]
)
def test_suites(text: str, passed: int, pytester: pytest.Pytester) -> None:
    """Markers add up, coroutines may use the fixtures, and no test writes into the journal of its user."""
    pytester.makepyfile(text)
    pytester.runpytest_inprocess("--strict-markers", *QUICK).assert_outcomes(passed=passed)


WRONG = {
    '"poor", 1': "settings have names, such as credits=0; without a name came 'poor', 1",
    "credit=1": "credit is unknown; did you mean credits? Use api_key, credits, ",
    "colour=1": "colour is unknown; use api_key, credits, ",
    "credits=-1": "credits must be a number from 0 to ",
    'api_key=""': "api_key must be ",
    'script="stroy=stuck"': "script: 'stroy=stuck': stroy is unknown; did you mean story? Use code, ",
    'script={"story": "stuk"}': "script: story=stuk is unknown; did you mean stuck? Use ",
    'script=["story=stuck", "on=create"]': "script: 'on=create': it asks for nothing; use code, ",
    "script=5": "script: rules are a text, an object, or a list of them",
    "public_url=5": "public_url must be text, not 5",
    "allow_hosts=5": "allow_hosts must be a list, such as ['5'], not 5",
    "allow_hosts=[5]": "allow_hosts must be text, not 5",
    'allow_origins="http://a"': "allow_origins must be a list, such as ['http://a'], not ",
    "allow_origins=[5]": "allow_origins must be text, not 5",
    'without="listTasks"': "without must be a list, such as ['listTasks'], not ",
    'without=["listTask"]': "without must name operations; listTask is unknown; did you mean listTasks? Use ",
    "callbacks_to=5": "callbacks_to must be text, not 5",
    "max_memory=None": "max_memory must be a whole number from 1 to ",
    "script={1: 2}": "script: 1 is unknown; use code, retry-after, story, ",
}


def test_wrong_settings(pytester: pytest.Pytester) -> None:
    """A marker that can't be right is an error that says why, without a traceback."""
    fixtures = ("evolink_mock", "evolink_mock_session")
    marked = [(settings, fixture) for settings in WRONG for fixture in fixtures] + [("port=1", fixtures[1])]
    tests = [
        f"@pytest.mark.evolink_mock({settings})\ndef test_{number}({fixture}): ..."
        for number, (settings, fixture) in enumerate(marked)
    ]
    pytester.makepyfile("\n\n\n".join(["import pytest", *tests]))
    result = pytester.runpytest_inprocess(*QUICK)
    result.assert_outcomes(errors=len(tests))
    shown = result.stdout.str()
    for words in WRONG.values():
        assert shown.count(f"__\n@pytest.mark.evolink_mock: {words}") == 2
    assert "port can't be set for one test" in shown
    assert "pytest_plugin.py" not in shown


WAYS: list[tuple[list[str], str, bool, int]] = [
    # options, what conftest.py names, whether pytest loads plugins by itself, tests that pass
    ([], "", True, 1),
    (["-p", MODULE], "", True, 1),
    (["-p", "evolink_mock"], "", True, 1),
    ([], MODULE, True, 1),
    (["-p", MODULE], MODULE, True, 1),
    (["-p", "no:evolink_mock"], "", True, 0),
    (["-p", f"no:{MODULE}"], "", True, 0),
    (["-p", "no:evolink_mock"], MODULE, True, 1),
    (["-p", "no:evolink_mock", "-p", MODULE], "", True, 1),
    ([], "", False, 0),
    (["-p", MODULE], "", False, 1),
    (["-p", "evolink_mock"], "", False, 1),
    ([], MODULE, False, 1),
]


@pytest.mark.parametrize(("options", "named", "loading", "passed"), WAYS)
def test_ways_to_load(
    options: list[str],
    named: str,
    loading: bool,  # noqa: FBT001 - a column of the table
    passed: int,
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However a project names the plugin, also twice, it is there once; and it can be left out."""
    if not loading:
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeconftest(f"pytest_plugins = {[named] if named else []}")
    pytester.makepyfile("def test_it(evolink_mock_session):\n    assert evolink_mock_session.base_url\n")
    result = pytester.runpytest_inprocess(*QUICK, *options)
    result.assert_outcomes(passed=passed, errors=1 - passed)


def test_help(pytester: pytest.Pytester) -> None:
    """pytest describes the marker and the fixtures."""
    markers, fixtures = (
        pytester.runpytest_inprocess(*QUICK, option).stdout.str() for option in ("--markers", "--fixtures")
    )
    assert "@pytest.mark.evolink_mock(**settings): settings of the mock for a test, a class or a module" in markers
    assert re.search(r"^evolink_mock -- .*\n    A mock of the EvoLink API for this test alone", fixtures, re.MULTILINE)
    assert re.search(
        r"^evolink_mock_session \[session scope\] -- .*\n    A mock .* all tests share", fixtures, re.MULTILINE
    )
    assert "_evolink_mock_scope" not in fixtures


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(speed=0) as started:
        yield started


def test_starting_over(server: MockServer) -> None:
    """A server that starts over has nothing of before, owes no callback, and refuses the former key without a trace."""

    def post(**fields: Any) -> httpx.Response:
        body = {"model": "nano-banana-beta", "prompt": "a cat", **fields}
        auth = {"authorization": f"Bearer {server.api_key}"}
        return httpx.post(f"{server.base_url}/v1/images/generations", json=body, headers=auth)

    address, former = server.base_url, server.world
    assert post(callback_url="https://example.com/done").status_code == 200
    assert former.owes_callbacks
    server.start_over(MockServer(api_key="second", credits=1, speed=0))
    assert not former.owes_callbacks
    assert (server.base_url, server.api_key, [*server.world.tasks]) == (address, "second", [])
    old = httpx.get(f"{address}/v1/credits", headers={"authorization": "Bearer mock-key"})
    assert (old.status_code, [*server.request_log]) == (401, [])
    assert post().status_code == 402
    server.start_over(MockServer(speed=0))
    assert post().status_code == 200
    assert len(former.tasks) == len(server.world.tasks) == 1


def test_examples_name_the_type() -> None:
    """Every example that takes a fixture says its type, so that editors know it."""
    texts = [block.text for block in BLOCKS if block.language == "python"]
    texts += [path.read_text(encoding="utf-8") for path in (ROOT / "examples").rglob("*.py")]
    heads = [head for text in texts for head in re.findall(r"def \w+\([^)]*\bevolink_mock\w*[^)]*\)", text)]
    assert len(heads) > 8
    assert [head for head in heads if not re.search(r"evolink_mock(_session)?: MockServer", head)] == []


def test_loads_without_the_mock() -> None:
    """The plugin, which pytest loads in every project, leaves the mock alone until a test wants it."""
    loaded = "import sys, evolink_mock.pytest_autoload, evolink_mock.pytest_plugin; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, timeout=60, check=True)
    ours = {name for name in done.stdout.split() if name.partition(".")[0] in {"evolink_mock", "evolink_contract"}}
    assert ours == {"evolink_mock", "evolink_mock.pytest_autoload", "evolink_mock.pytest_plugin"}


def test_public_names() -> None:
    """Every public name is there, whatever loads it, and no other is."""
    for name in evolink_mock.__all__:
        assert getattr(evolink_mock, name).__name__ == name
    assert set(evolink_mock.__all__) <= set(dir(evolink_mock))
    with pytest.raises(AttributeError, match="has no attribute 'Mock'"):
        _ = getattr(evolink_mock, "Mock")  # noqa: B009 - type checkers know that it is not there
