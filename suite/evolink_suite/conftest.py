"""Fixtures of the contract suite, its options and its report."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from .budget import Budget
from .contract import creating
from .histories import Histories, History
from .judging import Judging
from .operations import FREE, OPERATIONS, derived_samples, derived_shapes
from .patience import Patience
from .preflight import is_mock, trouble
from .record import RECORD
from .report import summary, write
from .selected_items import is_wanted_item, selection_of
from .selection import Selection
from .service import Service
from .shaped_requests import ShapedRequest
from .target import API_KEY, BASE_URL, EMBEDDED, Controlled, controlled, target
from .values import sample
from .verdict import Verdict

_ORDER = (
    *("amounts", "ended_tasks", "declared", "clocks"),  # balances are exact while no other task is open
    *("access", "answers", "http", "keys", "money", "control", "lists", "files", "identity"),
    *("near_misses", "results", "lifecycle", "callbacks", "generated", "later"),
)

_NOT_DOCUMENTED = {
    "ours": "a rule of our own, not the documentation's",
    "vendor": "no page documents it, only the vendor's clients show it",
}
_NOT_CONTROLLED = "needs a mock whose clock and keys the suite controls"
_JUDGING = "judging"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the contract suite")
    group.addoption("--budget", type=float, help="credits to spend on the server of BASE_URL (default: 0)")
    group.addoption("--safe", action="store_true", help="spend nothing, whatever the budget")
    group.addoption("--patience", type=float, help="seconds to wait for a task (default: twice its estimate, or so)")
    group.addoption("--exhaustive", action="store_true", help="try every rule of every model, not each rule once")
    group.addoption("--operation", action="append", default=[], help="judge only this operation of the contract")
    group.addoption("--model", action="append", default=[], help="judge only this model")
    group.addoption("--contract-report", type=Path, help="write what was checked, and how to replay what failed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "ours: a rule stricter than the documentation; reported separately")
    config.addinivalue_line("markers", "vendor: documented on no page; the same, but for our mock")
    config.addinivalue_line("markers", "refused: costs nothing if the server is right; run before what may be spent is")
    if not any(isinstance(each, Judging) for _, each in config.pluginmanager.list_name_plugin()):
        lost = (lambda: trouble(BASE_URL, API_KEY)) if BASE_URL else lambda: ""
        verdict = Verdict(BASE_URL or "the mock", version("evolink"), began=time.time())
        config.pluginmanager.register(Judging(verdict, API_KEY, trouble=lost), _JUDGING)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of results for each model, and one of histories for each of the few requests that stand for all."""
    for name, derive in (("wanted", derived_shapes), ("sample_request", derived_samples)):
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, derive(selection_of(metafunc.config)), ids=str)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run what is asked for, cheap tests first, and as expected failures what the server need not keep."""
    own = [item for item in items if Path(__file__).parent in item.path.parents]
    dropped = {item for item in own if not is_wanted_item(selection_of(config), item)}
    if dropped:
        config.hook.pytest_deselected(items=list(dropped))
        items[:] = [item for item in items if item not in dropped]
    if not EMBEDDED:
        free = _NOT_DOCUMENTED if not is_mock(BASE_URL) else {"ours": _NOT_DOCUMENTED["ours"]}
        for item in own:
            for mark, reason in free.items():
                if item.get_closest_marker(mark):
                    item.add_marker(pytest.mark.xfail(strict=False, reason=reason))
    if len(own) >= len(items):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    if item.get_closest_marker("refused"):
        return -1
    return next((rank for rank, name in enumerate(_ORDER) if name in item.path.stem), len(_ORDER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the verdict, and write the report if one is requested."""
    judging = config.pluginmanager.get_plugin(_JUDGING)
    if judging and RECORD.answers:
        terminalreporter.section("the contract")
        terminalreporter.write_line(summary(judging.verdict))
        if path := config.getoption("contract_report", default=None):
            write(judging.verdict, path)


@pytest.fixture(scope="session")
def budget(pytestconfig: pytest.Config) -> Budget:
    """Return what may be spent: credits of the embedded mock cost nothing."""
    if EMBEDDED:
        return Budget(math.inf)
    return Budget(0.0 if pytestconfig.getoption("safe") else pytestconfig.getoption("budget") or 0.0)


@pytest.fixture(scope="session")
def selection(pytestconfig: pytest.Config) -> Selection:
    """Return what is judged."""
    return selection_of(pytestconfig)


@pytest.fixture(scope="session")
def patience(pytestconfig: pytest.Config) -> Patience:
    """Return how long to wait for tasks: all waits share it."""
    return Patience(pytestconfig.getoption("patience"))


@pytest.fixture(scope="session")
def service(budget: Budget, patience: Patience) -> Iterator[Service]:
    with target(budget, patience) as running:
        yield running


@pytest.fixture(scope="session")
def histories(service: Service) -> Histories:
    """Return the tasks of this run that are watched as a whole."""
    return Histories(service)


@pytest.fixture
def history(histories: Histories, sample_request: ShapedRequest) -> History:
    """Return the history of one of them."""
    return histories.of(sample_request)


@pytest.fixture(scope="session")
def honours_prefer(service: Service) -> None:
    """Skip the test if the server ignores a Prefer header, which a free call finds out."""
    status = max(FREE.responses)
    if service.call(FREE, headers={"prefer": f"code={status}"}).status != status and not EMBEDDED:
        pytest.skip("the server does not answer as a Prefer header asks")


@pytest.fixture(scope="session")
def task_id(service: Service) -> str:
    """Return the ID of a task that was started for this run."""
    create, _ = creating(OPERATIONS)[0]
    answer = service.call(create, body=sample(next(iter(create.models.values()))))
    assert answer.ok, answer
    created: str = answer.body["id"]
    return created


@pytest.fixture(scope="session")
def any_task_id(budget: Budget, request: pytest.FixtureRequest) -> str:
    """Return the ID of a task, or one of the right form if creating a task would cost credits."""
    if budget.unlimited:
        return str(request.getfixturevalue("task_id"))
    return next(str(sample(schema)) for operation in OPERATIONS for schema in operation.parameters.values())


@pytest.fixture(scope="module")
def standing_mock(patience: Patience) -> Iterator[Controlled]:
    """Yield a mock for the tests of all models in a file, whose clock only moves when a test says so."""
    if not EMBEDDED:
        pytest.skip(_NOT_CONTROLLED)
    with controlled(patience, speed=0) as mock:
        yield mock


@pytest.fixture
def start_mock(patience: Patience) -> Iterator[Callable[..., Controlled]]:
    """Yield a function that starts a mock for this test, whose clock and keys the test controls."""
    if not EMBEDDED:
        pytest.skip(_NOT_CONTROLLED)
    with ExitStack() as running:

        def start(**settings: Any) -> Controlled:
            return running.enter_context(controlled(patience, **settings))

        yield start
