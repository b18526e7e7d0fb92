"""Plays a story with a client, and tells what the client did."""

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

from evolink.errors import SubmissionUncertain
from tests.clients import Go, Mode, client_of
from tests.faults import acts
from tests.faults.server import Service, serving
from tests.faults.stories import GPT, OK, PATIENCE, Story

KEY = "sk-fault-Zx81"
_REQUEST_TIMEOUT = 1.0
_TRIES = 5
_EARLY = 0.02
"""Seconds by which two clocks may differ."""


@dataclass
class Report:
    """What a client did; None where a story does not ask.

    Attributes:
        created: Tasks made by the one call.
        survived: It ended as it should, with all of the file if there was one.
        deadline: It ended on time.
        retry_after: It stayed away for as long as it was asked to.
        id_kept: The task's id, or the call's idempotency key where there is no task, was not lost.
        key_safe: The API key went to the service alone, and shows nowhere.
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
        """Whether everything was as it must be."""
        return not self.why


@dataclass
class _Played:
    """How a call ended."""

    error: BaseException | None
    took: float
    files: dict[str, bytes]
    log: str
    left: tuple[str, ...] | None = None


def play(story: Story, mode: Mode) -> Report:
    """Play a story with the sync or the async client."""
    for _ in range(_TRIES):
        service = Service({**OK, **story.plans})
        with (
            tempfile.TemporaryDirectory() as folder,
            serving(service, opens_after=story.opens_after),
            client_of(mode, base_url=service.base_url, **_given(story, Path(folder))) as go,
        ):
            report = _judged(story, service, _played(story, go))
        if _happened(story, service):
            break
    return report


def _happened(story: Story, service: Service) -> bool:
    """Whether the service had every request that the story is about.

    On a busy machine, a client's time-out may come before its request has arrived: then nothing was told of the
    client, and the story is played again.
    """
    return all(service.of(kind) for kind in story.plans)


def _given(story: Story, folder: Path) -> dict[str, Any]:
    journal = None if story.leaves is None else folder / "journal.sqlite"
    return {"api_key": KEY, "timeout": 30.0 if story.deadline else _REQUEST_TIMEOUT, "journal": journal}


def _played(story: Story, go: Go) -> _Played:
    error: BaseException | None = None
    with _logged() as lines, tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        try:
            _call(story, go, Path(folder))
        except (Exception, KeyboardInterrupt) as raised:  # noqa: BLE001 - how it ends is what is judged
            error = raised
        took = time.monotonic() - began
        files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    left = story.leaves and go(lambda client: tuple(str(call.state) for call in client.journal.calls()))
    return _Played(error, took, files, "\n".join(lines), left)


def _call(story: Story, go: Go, folder: Path) -> None:
    if story.call == "resend":
        _resend(go)
        return
    task = go(lambda client: client.images.submit(**GPT))
    if story.call == "twice":
        go(lambda client: client.images.submit(**GPT))
    if story.call == "interrupted wait":
        go(lambda _: task.wait(on_progress=_interrupt))
    if story.call == "wait":
        go(lambda _: task.wait(timeout=PATIENCE if story.deadline else None))
    if story.call == "save":
        images = go(lambda _: task.wait())
        go(lambda _: images[0].save(folder / "cat", timeout=PATIENCE if story.deadline else None))


def _resend(go: Go) -> None:
    """Lose an answer, then send the held call again under its key."""
    with suppress(SubmissionUncertain):
        go(lambda client: client.images.submit(**GPT))
    (resumed,) = go(lambda client: client.resume(resend_held=True))
    if resumed.error:
        raise resumed.error


def _interrupt(_: Any) -> None:
    raise KeyboardInterrupt


@contextmanager
def _logged() -> Generator[list[str]]:
    """Collect what the package logs, at its most talkative."""
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


def _judged(story: Story, service: Service, played: _Played) -> Report:
    report = Report(created=service.created)
    report.survived = _ended_right(story, played)
    report.key_safe = _key_safe(service, played)
    report.id_kept = _id_kept(story, service, played)
    if story.asked_for is not None and len(_limited(story, service)) > 1:
        report.retry_after = _stayed_away(story, service)
    on_time = story.seconds[0] - _EARLY <= played.took <= story.seconds[1]
    report.deadline = on_time if story.deadline else None
    faults = {
        f"{service.created} tasks made, not {story.makes}": service.created != story.makes,
        f"ended with {played.error!r} and {list(played.files)}": not report.survived,
        f"took {played.took:.2f} s, not {story.seconds}": not on_time,
        "came back too early": report.retry_after is False,
        f"left calls that are {played.left}": played.left != story.leaves,
        "lost the id": report.id_kept is False,
        "showed the key": not report.key_safe,
    }
    report.why = [fault for fault, is_so in faults.items() if is_so]
    return report


def _ended_right(story: Story, played: _Played) -> bool:
    if story.ends_with is not None:
        return isinstance(played.error, story.ends_with) and not played.files
    wanted = {"cat.png": acts.PNG} if story.call == "save" else {}
    return played.error is None and played.files == wanted


def _key_safe(service: Service, played: _Played) -> bool:
    """Return whether the key went to the service alone, and stands in no error, log line or traceback of ours."""
    told = [played.log, repr(played.error), str(played.error)]
    if played.error:
        told += ["".join(traceback.format_exception(played.error)), *_locals_of_ours(played.error)]
    leaks = [seen for seen in service.of("file") if {"authorization", "cookie", "idempotency-key"} & set(seen.headers)]
    return not leaks and not any(KEY in text for text in told)


def _locals_of_ours(error: BaseException | None) -> Generator[str]:
    """Show the local variables of our frames, as error reporters do, for an error and all that led to it."""
    while error:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "/evolink/" in frame.f_code.co_filename:
                yield from (reprlib.repr(value) for value in frame.f_locals.values())
        error = error.__cause__ or error.__context__


def _id_kept(story: Story, service: Service, played: _Played) -> bool | None:
    """Return whether what is needed to go on is still there: in the error, or in every sending of one call."""
    keys = {seen.headers.get("idempotency-key") for seen in service.of("create")}
    error = played.error
    if not story.makes and not keys:
        return None  # the service was never reached
    if len(keys) != (2 if story.call == "twice" else 1) or None in keys:
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


def _limited(story: Story, service: Service) -> list[float]:
    """Return when the requests came, from the first that was asked to wait."""
    kind = next(kind for kind, plan in story.plans.items() if any(act.asks_for for act in plan))
    return [seen.at for seen in service.of(kind)]


def _stayed_away(story: Story, service: Service) -> bool:
    first, second, *_ = _limited(story, service)
    return second - first >= (story.asked_for or 0.0) - _EARLY
