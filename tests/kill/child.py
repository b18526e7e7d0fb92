"""The process that is killed: it runs `evolink`, with parts that end it by SIGKILL when they reach a step.

The parts are the real ones; what is added stands around them. Nothing of the product knows of it.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import evolink.cluster
from evolink._files import link, part_file
from evolink._http import messages
from evolink._task.record import Answered, Fact, Intent
from evolink.cli import _app, main  # noqa: F401 - the first is loaded late, and here once for all
from evolink.journal import _journal
from tests.kill import broken
from tests.kill.steps import BY_SERVICE, Aim, Step

LEASE = 8.0  # a living worker on a busy machine must not pass for dead
"""Seconds after which the rows of a killed worker are another's."""


@dataclass(frozen=True)
class Job:
    """What to run.

    Attributes:
        commands: What stands after `evolink`, of each command in turn.
        environment: Its environment.
        log: The file that takes what it says.
        aim: When it ends itself.
        fault: The name of a deliberate fault of the product; empty for none.
        setup: Called first, for other changes.
    """

    commands: tuple[tuple[str, ...], ...]
    environment: Mapping[str, str]
    log: Path
    aim: Aim | None = None
    fault: str = ""
    setup: Callable[[], object] | None = None


def run(job: Job) -> None:
    """Run it; its exit status is the process's, the worst of several."""
    with job.log.open("ab") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    os.environ.clear()
    os.environ.update(job.environment)
    setattr(messages, "_USER_AGENT", f"evolink-kill/{os.getpid()}")  # noqa: B010 - so that the service knows
    setattr(evolink.cluster, "Work", partial(evolink.cluster.Work, lease=LEASE))  # noqa: B010 - what takes its place
    if job.setup:
        job.setup()
    if job.fault:
        broken.FAULTS[job.fault]()
    if job.aim and job.aim.step not in BY_SERVICE:
        _arm(job.aim.step, _Blow(job.aim.nth))
    sys.exit(max(main(each) for each in job.commands))


class _Blow:
    """Ends the process the nth time it is called."""

    def __init__(self, nth: int) -> None:
        self._left = nth
        self._lock = Lock()

    def __call__(self) -> None:
        with self._lock:
            self._left -= 1
            if not self._left:
                os.kill(os.getpid(), signal.SIGKILL)


def _arm(step: Step, blow: _Blow) -> None:
    """Put the blow where the step is, around the real part."""
    recorder: Any = vars(_journal)["Recorder"]  # a deliberate fault may have put another there
    part: Any = vars(link)["PartFile"]
    match step:
        case Step.INTENT:
            _when_noted(recorder, Intent, blow)
        case Step.ANSWERED:
            _before_noting(recorder, Answered, blow)
        case Step.ID:
            _when_noted(recorder, Answered, blow)
        case Step.HALF:
            _amid(part, blow)
        case Step.WHOLE:
            _before(part_file, "_move_to_free_name", blow)
        case _:
            _after(part, "commit", blow)


def _before(owner: Any, name: str, blow: _Blow) -> None:
    function = getattr(owner, name)

    def do(*given: Any, **named: Any) -> Any:
        blow()
        return function(*given, **named)

    setattr(owner, name, do)


def _after(owner: Any, name: str, blow: _Blow) -> None:
    function = getattr(owner, name)

    def do(*given: Any, **named: Any) -> Any:
        value = function(*given, **named)
        blow()
        return value

    setattr(owner, name, do)


def _before_noting(recorder: Any, kind: type[Fact[Any]], blow: _Blow) -> None:
    """Strike before a fact of a kind is noted."""
    note = recorder.note

    def do(self: Any, fact: Fact[Any]) -> Future[Any]:
        if isinstance(fact, kind):
            blow()
        noted: Future[Any] = note(self, fact)
        return noted

    recorder.note = do


def _when_noted(recorder: Any, kind: type[Fact[Any]], blow: _Blow) -> None:
    """Strike in the writer's thread, as soon as a fact of a kind is on the disk."""
    note = recorder.note

    def look(done: Future[Any]) -> None:
        if not done.cancelled() and done.exception() is None:
            blow()

    def do(self: Any, fact: Fact[Any]) -> Future[Any]:
        noted: Future[Any] = note(self, fact)
        if isinstance(fact, kind):
            noted.add_done_callback(look)
        return noted

    recorder.note = do


def _amid(part: Any, blow: _Blow) -> None:
    """Strike when a part of what has come is on the disk."""
    write = part.write

    def do(self: Any, chunk: bytes) -> None:
        write(self, chunk[: len(chunk) // 2])
        self._on_disk()
        blow()
        write(self, chunk[len(chunk) // 2 :])

    part.write = do
