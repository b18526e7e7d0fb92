"""A plugin for pytest that turns what its tests find into a verdict, and stops when there is nothing left to judge."""

import re
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, Final, Protocol

import pytest

from .curl import as_curl
from .documented import documented_answer, model_of, operation_of, pages_of, rule_of
from .masking import masked
from .near_misses import NearMiss
from .operations import ALL
from .record import RECORD
from .verdict import Failure, Outcome, Verdict

_SUITE: Final = Path(__file__).parent
_LONGEST: Final = 2000  # characters of what was found
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


class Listener(Protocol):
    """Hears how a run goes on."""

    def prepare(self, server: str) -> None:
        """Hear that a server can be judged, and that the requests are being derived, which takes seconds."""

    def begin(self, checks: int) -> None:
        """Hear how many checks there are."""

    def hear(self, area: str, outcome: Outcome, failure: Failure | None) -> None:
        """Hear what came of a check."""

    def end(self) -> None:
        """Hear that the run has ended."""


class Silence:
    """Hears nothing."""

    def prepare(self, server: str) -> None:
        """Hear that a server can be judged, and that the requests are being derived, which takes seconds."""

    def begin(self, checks: int) -> None:
        """Hear how many checks there are."""

    def hear(self, area: str, outcome: Outcome, failure: Failure | None) -> None:
        """Hear what came of a check."""

    def end(self) -> None:
        """Hear that the run has ended."""


class Judging:
    """Fills a verdict.

    Args:
        verdict: The verdict.
        api_key: The key of the server, which is kept out of it.
        trouble: Returns why the server can't be judged any more; an empty text while it can.
        listener: Hears how the run goes on.

    Attributes:
        defect: What is wrong with the suite itself; empty if nothing is.
    """

    def __init__(
        self,
        verdict: Verdict,
        api_key: str,
        *,
        trouble: Callable[[], str] = lambda: "",
        listener: Listener | None = None,
    ) -> None:
        self.verdict = verdict
        self.defect = ""
        self._api_key = api_key
        self._trouble = trouble
        self._listener = listener or Silence()
        self._began = time.monotonic()
        self._told: set[int] = set()
        self._broken: list[BaseException] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Pass on how much there is to do."""
        self._listener.begin(len(session.items))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Notice a file that can't be loaded."""
        if report.failed:
            self.defect = report.longreprtext

    def pytest_internalerror(self, excrepr: Any) -> None:
        """Notice an error outside of the tests."""
        self.defect = str(excrepr)

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Notice that a person stopped the run; pytest calls this as well when we stop it."""
        if isinstance(excinfo.value, KeyboardInterrupt) and not self.verdict.stopped:
            self.verdict.interruption = excinfo.value

    def pytest_runtest_setup(self) -> None:
        """Forget the requests of the test before."""
        RECORD.exchanges.clear()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Count a test, and stop if its error is the end of the server."""
        report = yield
        if _SUITE not in item.path.parents:
            return report
        error = call.excinfo.value if call.excinfo else None
        if error is not None and not report.skipped and self._ends(item.session):
            report.outcome = "skipped"
            report.longrepr = (str(item.path), 0, self.verdict.stopped)
            self._count(item, Outcome.NOT_JUDGED, reason="the server stopped answering")
        elif report.failed and error is not None:
            self._fail(item, report, error)
        elif hasattr(report, "wasxfail"):
            if report.skipped:  # it failed as expected
                RECORD.beyond[f"not kept: {_title(item)}"] += 1
            self._count(item, Outcome.BEYOND)
        elif report.skipped:
            self._count(item, Outcome.NOT_JUDGED, reason=_reason(report))
        elif report.when == "teardown":
            self._count(item, Outcome.PASSED)
        return report

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Complete the verdict; it decides the exit status."""
        verdict = self.verdict
        verdict.seconds = time.monotonic() - self._began
        verdict.beyond, verdict.absent = RECORD.beyond.copy(), sorted(RECORD.absent)
        verdict.spent, verdict.unfinished = RECORD.spent, RECORD.exhausted
        verdict.answers = {
            operation.id: {status: RECORD.answers[operation.id, status] for status in operation.responses}
            for operation in ALL
        }
        self._listener.end()
        if session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}:
            session.exitstatus = verdict.status

    def _ends(self, session: pytest.Session) -> bool:
        trouble = self._trouble()
        if trouble:
            self.verdict.stopped = f"since {time.strftime('%H:%M:%S')}, after {self.verdict.judged:,} checks: {trouble}"
            session.shouldstop = self.verdict.stopped
        return bool(trouble)

    def _fail(self, item: pytest.Item, report: pytest.TestReport, error: BaseException) -> None:
        if any(known is error for known in self._broken):  # what several tests need failed once
            self._count(item, Outcome.NOT_JUDGED, reason="needs what another check failed to get")
            return
        self._broken.append(error)
        exchanges = tuple(RECORD.exchanges)
        if exchanges:
            commands = "\n".join(map(as_curl, exchanges))
            report.sections.append(("Replay, with the key in $EVOLINK_API_KEY", commands))
        last = exchanges[-1] if exchanges else None
        params = getattr(getattr(item, "callspec", None), "params", {})
        near = next((value for value in params.values() if isinstance(value, NearMiss)), None)
        operation = near.operation if near else last and operation_of(last)
        rules = rule_of(near) if near else [documented_answer(last)] if last else []
        failure = Failure(
            name=item.nodeid,
            area=_area(item),
            title=_title(item),
            case=item.name.partition("[")[2].removesuffix("]"),
            rules=tuple(rules),
            pages=tuple(pages_of(operation or None, near.model if near else model_of(last) if last else "")),
            found=_cut(masked(_COLOUR.sub("", _message(error)), self._api_key)),
            exchanges=exchanges,
        )
        self.verdict.failures.append(failure)
        self._count(item, Outcome.FAILED, failure=failure)

    def _count(self, item: pytest.Item, outcome: Outcome, *, reason: str = "", failure: Failure | None = None) -> None:
        """Count a test once: it may fail, and its clean-up after it."""
        if id(item) in self._told:
            return
        self._told.add(id(item))
        self.verdict.count(_area(item), outcome)
        if outcome is Outcome.NOT_JUDGED:
            self.verdict.reasons[reason] += 1
        self._listener.hear(_area(item), outcome, failure)


def _area(item: pytest.Item) -> str:
    return item.path.stem.removeprefix("test_").replace("_", " ")


def _title(item: pytest.Item) -> str:
    document = getattr(getattr(item, "obj", None), "__doc__", None) or item.name.partition("[")[0].replace("_", " ")
    return str(document).strip().partition("\n")[0]


def _reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def _message(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "\n\n".join(_message(each) for each in error.exceptions)
    first = error.args[0] if error.args else ""
    text = "\n".join(map(str, first)) if isinstance(first, list) else str(error).strip()
    return text if isinstance(error, AssertionError) and text else f"{type(error).__name__}: {text}".rstrip(": ")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
