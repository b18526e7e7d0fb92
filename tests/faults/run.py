"""Plays a scenario with a client, and reports what the client did."""

import logging
import reprlib
import tempfile
import time
import traceback
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evolink.errors import SubmissionUncertain, TaskTimeout
from tests.clients import Go, Mode, client_of
from tests.faults import acts
from tests.faults.scenarios import GPT, OK, PATIENCE, Scenario
from tests.faults.server import Service, serving

KEY = "sk-fault-Zx81"
_REQUEST_TIMEOUT = 1.0
_TRIES = 5
_EARLY = 0.02
"""How many seconds two clocks may differ."""


@dataclass
class Report:
    """What a client did; None where a scenario does not check it.

    Attributes:
        created: The number of tasks created.
        survived: Whether the call ended as it should, with the whole file if there was one.
        deadline: Whether it ended on time.
        retry_after: Whether it waited as long as it was asked to.
        id_kept: Whether the task ID is known, or the idempotency key if there is no task.
        key_safe: Whether the API key was sent to the service only, and shown nowhere.
        why: What is wrong.
    """

    created: int = 0
    survived: bool | None = None
    deadline: bool | None = None
    retry_after: bool | None = None
    id_kept: bool | None = None
    key_safe: bool = True
    why: list[str] = field(default_factory=list[str])

    @property
    def held(self) -> bool:
        """Whether everything was as it should be."""
        return not self.why


@dataclass
class _Played:
    """How a call ended."""

    error: BaseException | None
    took: float
    files: dict[str, bytes]
    log: str
    left: tuple[str, ...] | None = None


def play(scenario: Scenario, mode: Mode) -> Report:
    """Play a scenario with the sync or the async client."""
    for _ in range(_TRIES):
        service = Service({**OK, **scenario.plans})
        with (
            tempfile.TemporaryDirectory() as folder,
            serving(service, opens_after=scenario.opens_after),
            client_of(mode, base_url=service.base_url, **_given(scenario, Path(folder))) as go,
        ):
            report = _judged(scenario, service, _played(scenario, go))
        if _happened(scenario, service):
            break
    return report


def _happened(scenario: Scenario, service: Service) -> bool:
    """Return whether the service received every request that the scenario is about.

    On a busy machine the client may time out before its request has arrived. Then the scenario has tested nothing,
    and is played again.
    """
    return all(service.of(kind) for kind in scenario.plans)


def _given(scenario: Scenario, folder: Path) -> dict[str, Any]:
    journal = None if scenario.leaves is None else folder / "journal.sqlite"
    return {"api_key": KEY, "timeout": 30.0 if scenario.deadline else _REQUEST_TIMEOUT, "journal": journal}


def _played(scenario: Scenario, go: Go) -> _Played:
    error: BaseException | None = None
    with _logged() as lines, tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        try:
            _call(scenario, go, Path(folder))
        except (Exception, KeyboardInterrupt) as raised:  # noqa: BLE001 - any ending is judged
            error = raised
        took = time.monotonic() - began
        files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    left = scenario.leaves and go(lambda client: tuple(str(call.state) for call in client.journal.calls()))
    return _Played(error, took, files, "\n".join(lines), left)


def _call(scenario: Scenario, go: Go, folder: Path) -> None:
    if scenario.call == "resend":
        _resend(go)
        return
    if scenario.call == "upload":
        assert go(lambda client: client.files.upload(acts.PNG)).url == acts.FILE_URL
        return
    task = go(lambda client: client.images.submit(**GPT))
    if scenario.call in {"twice", "wait for two"}:
        other = go(lambda client: client.images.submit(**GPT))
    if scenario.call == "wait for two":
        both = go(lambda client: client.tasks.wait_all([task, other], timeout=PATIENCE if scenario.deadline else None))
        _check_both(both)
    if scenario.call == "interrupted wait":
        go(lambda _: task.wait(on_progress=_interrupt))
    if scenario.call == "wait":
        go(lambda _: task.wait(timeout=PATIENCE if scenario.deadline else None))
    if scenario.call == "save":
        images = go(lambda _: task.wait())
        go(lambda _: images[0].save(folder / "cat", timeout=PATIENCE if scenario.deadline else None))


def _check_both(both: list[Any]) -> None:
    """Raise what a wait for one task would."""
    for task in both:
        if not task.ended:
            raise TaskTimeout(f"task {task.id} has not ended", task=task)
        assert task.completed, task
        assert not task.trouble, task


def _resend(go: Go) -> None:
    """Lose a response, then send the held call again under its key."""
    with suppress(SubmissionUncertain):
        go(lambda client: client.images.submit(**GPT))
    (resumed,) = go(lambda client: client.resume(resend_held=True))
    if resumed.error:
        raise resumed.error


def _interrupt(_: Any) -> None:
    raise KeyboardInterrupt


@contextmanager
def _logged() -> Generator[list[str]]:
    """Collect what the package logs at the lowest level."""
    lines: list[str] = []
    handler, logger = logging.Handler(), logging.getLogger("evolink")
    handler.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def _judged(scenario: Scenario, service: Service, played: _Played) -> Report:
    report = Report(created=service.created)
    report.survived = _ended_right(scenario, played)
    report.key_safe = _key_safe(service, played)
    report.id_kept = _id_kept(scenario, service, played)
    if scenario.asked_for is not None and len(_limited(scenario, service)) > 1:
        report.retry_after = _waited(scenario, service)
    on_time = scenario.seconds[0] - _EARLY <= played.took <= scenario.seconds[1]
    report.deadline = on_time if scenario.deadline else None
    faults = {
        f"{service.created} tasks made, not {scenario.makes}": service.created != scenario.makes,
        f"ended with {played.error!r} and {list(played.files)}": not report.survived,
        f"took {played.took:.2f} s, not {scenario.seconds}": not on_time,
        "retried too early": report.retry_after is False,
        f"left calls that are {played.left}": played.left != scenario.leaves,
        "lost the id": report.id_kept is False,
        "showed the key": not report.key_safe,
    }
    report.why = [fault for fault, is_so in faults.items() if is_so]
    return report


def _ended_right(scenario: Scenario, played: _Played) -> bool:
    if scenario.ends_with is not None:
        return isinstance(played.error, scenario.ends_with) and not played.files
    wanted = {"cat.png": acts.PNG} if scenario.call == "save" else {}
    return played.error is None and played.files == wanted


def _key_safe(service: Service, played: _Played) -> bool:
    """Return whether the key was sent to the service only, and is in no error, log line or traceback of ours."""
    shown = [played.log, repr(played.error), str(played.error)]
    if played.error:
        shown += ["".join(traceback.format_exception(played.error)), *_locals_of_ours(played.error)]
    leaks = [seen for seen in service.of("file") if {"authorization", "cookie", "idempotency-key"} & set(seen.headers)]
    return not leaks and not any(KEY in text for text in shown)


def _locals_of_ours(error: BaseException | None) -> Generator[str]:
    """Yield the local variables of our frames, as error reporters show them, for an error and its causes."""
    while error:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "/evolink/" in frame.f_code.co_filename:
                yield from (reprlib.repr(value) for value in frame.f_locals.values())
        error = error.__cause__ or error.__context__


def _id_kept(scenario: Scenario, service: Service, played: _Played) -> bool | None:
    """Return whether the caller can still find the task: by the error, or by a key that all requests share."""
    keys = {seen.headers.get("idempotency-key") for seen in service.of("create")}
    error = played.error
    if not scenario.makes and not keys:
        return None  # the service was never reached
    if len(keys) != (2 if scenario.makes == 2 and scenario.call in {"twice", "wait for two"} else 1) or None in keys:
        return False
    if isinstance(error, SubmissionUncertain):
        return {error.idempotency_key} == keys
    if isinstance(error, TimeoutError):
        return getattr(error, "task", None) is not None and acts.TASK_ID in str(error)
    if isinstance(error, KeyboardInterrupt) and not service.of("read"):
        return all(f"key {key}" in played.log and "gpt-4o-image" in played.log for key in keys)
    if isinstance(error, KeyboardInterrupt):
        return acts.TASK_ID in "".join(getattr(error, "__notes__", ()))
    return True if len(service.of("create")) > 1 else None


def _limited(scenario: Scenario, service: Service) -> list[float]:
    """Return when the requests that may be rate limited arrived."""
    kind = next(kind for kind, plan in scenario.plans.items() if any(act.asks_for for act in plan))
    return [seen.at for seen in service.of(kind)]


def _waited(scenario: Scenario, service: Service) -> bool:
    first, second, *_ = _limited(scenario, service)
    return second - first >= (scenario.asked_for or 0.0) - _EARLY
