"""Fixtures of the contract suite, its options and its report."""

import math
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from .budget import Budget
from .contract import creating
from .operations import ALL, OPERATIONS
from .record import RECORD
from .report import outcomes, page, table
from .service import Service
from .target import EMBEDDED, Controlled, controlled, target
from .values import sample

_ORDER = (
    *("access", "answers", "http", "keys", "money", "control", "lists", "files", "identity"),
    *("near_misses", "results", "lifecycle"),
)

_NOT_DOCUMENTED = {
    "ours": "a rule of our own, not the documentation's",
    "vendor": "no page documents it, only the vendor's clients show it",
}
_NOT_CONTROLLED = "needs a mock whose clock and keys the suite controls, and BASE_URL names another server"


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("contract", "the contract suite")
    group.addoption("--budget", type=float, help="credits to spend on the server of BASE_URL (default: 0)")
    group.addoption("--safe", action="store_true", help="spend nothing, whatever the budget")
    group.addoption("--exhaustive", action="store_true", help="try every rule of every model, not each rule once")
    group.addoption("--contract-report", type=Path, help="write what was checked, and how to replay what failed")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "ours: a rule stricter than the documentation; reported separately")
    config.addinivalue_line("markers", "vendor: documented on no page, only shown by the vendor's clients; the same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run cheap tests first, and our own rules as expected failures."""
    own = [item for item in items if Path(__file__).parent in item.path.parents]
    if not EMBEDDED:
        for item in own:
            for mark, reason in _NOT_DOCUMENTED.items():
                if item.get_closest_marker(mark):
                    item.add_marker(pytest.mark.xfail(strict=False, reason=reason))
    if len(own) >= len(items):
        items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    return next((rank for rank, name in enumerate(_ORDER) if name in item.path.stem), len(_ORDER))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the last requests of a failed test, as commands that repeat them."""
    report = yield
    if report.failed and Path(__file__).parent in item.path.parents and RECORD.requests:
        commands = RECORD.requests[-5:]
        RECORD.failures[item.nodeid] = commands
        report.sections.append(("Replay, with the key in $API_KEY", "\n".join(commands)))
    return report


def pytest_runtest_setup(item: pytest.Item) -> None:
    del item
    RECORD.requests.clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print which documented answers were received, and write the report if one is requested."""
    if not RECORD.answers:
        return
    terminalreporter.section("documented answers")
    for line in table(RECORD, ALL):
        terminalreporter.line(line)
    for name in sorted(RECORD.absent):
        terminalreporter.line(f"not there, and documented on no page, not counted: {name}")
    for problem, times in RECORD.beyond.items():
        terminalreporter.line(f"stricter than the documentation, not counted ({times} times): {problem}")
    path: Path | None = config.getoption("contract_report", default=None)
    if path:
        path.write_text(page(RECORD, ALL, outcomes(terminalreporter.stats)), encoding="utf-8")


@pytest.fixture(scope="session")
def budget(pytestconfig: pytest.Config) -> Budget:
    """Return what may be spent: credits of the embedded mock cost nothing."""
    if EMBEDDED:
        return Budget(math.inf)
    return Budget(0.0 if pytestconfig.getoption("safe") else pytestconfig.getoption("budget") or 0.0)


@pytest.fixture(scope="session")
def service(budget: Budget) -> Iterator[Service]:
    with target(budget) as running:
        yield running


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
def standing_mock() -> Iterator[Controlled]:
    """Yield a mock for the tests of all models in a file, whose clock only moves when a test says so."""
    if not EMBEDDED:
        pytest.skip(_NOT_CONTROLLED)
    with controlled(speed=0) as mock:
        yield mock


@pytest.fixture
def start_mock() -> Iterator[Callable[..., Controlled]]:
    """Yield a function that starts a mock for this test, whose clock and keys the test controls."""
    if not EMBEDDED:
        pytest.skip(_NOT_CONTROLLED)
    with ExitStack() as running:

        def start(**settings: Any) -> Controlled:
            return running.enter_context(controlled(**settings))

        yield start
