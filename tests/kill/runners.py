"""The runners of one story: started, aimed at, and seen to die."""

import json
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from tests.kill.child import Job, run
from tests.kill.service import MODEL, Service
from tests.kill.steps import BY_SERVICE, Aim

_FORKS = multiprocessing.get_context("forkserver")
"""Starts processes that have everything loaded, so that most of their lives is spent at what is tried here."""
_FORKS.set_forkserver_preload(
    ["tests.kill.child", "evolink.cli.batch_run", "evolink.cli.batch_work", "evolink.cli.tasks", "evolink.cli.generate"]
)
Setup = Callable[[], object]

_LOOK = 0.005
_PATIENCE = 60.0


class WrongError(Exception):
    """Something that must not happen has happened."""


@dataclass(frozen=True)
class Runner:
    """A process at work.

    Attributes:
        process: It.
        aim: When it is to be killed; None for never.
        started: On the monotonic clock.
    """

    process: "multiprocessing.context.ForkServerProcess"
    aim: Aim | None
    started: float

    @property
    def pid(self) -> int:
        """Its number."""
        return self.process.pid or 0

    @property
    def killed(self) -> bool:
        """Whether it was ended by SIGKILL."""
        return self.process.exitcode == -signal.SIGKILL

    @property
    def over(self) -> bool:
        """Whether it has ended; if its moment comes without any request, it ends then."""
        if self.aim and self.aim.is_early and monotonic() - self.started > self.aim.delay:
            self.process.kill()
        self.process.join(_LOOK)
        return not self.process.is_alive()

    def wait(self) -> None:
        """Wait for its end.

        Raises:
            WrongError: It does not end.
        """
        while not self.over:
            if monotonic() - self.started > _PATIENCE:
                self.process.kill()
                raise WrongError(f"a runner does not end, aimed at {self.aim}")


@dataclass(frozen=True)
class Stand:
    """Where runners run.

    Attributes:
        service: What they talk to.
        journal: The journal's address.
        folder: The story's own.
        environment: Of every process.
        fault: A deliberate fault of the product that all of them have.
    """

    service: Service
    journal: str
    folder: Path
    environment: Mapping[str, str]
    fault: str = ""

    @property
    def manifest(self) -> Path:
        """What is to be run."""
        return self.folder / "rows.jsonl"

    @property
    def out(self) -> Path:
        """Where pictures go."""
        return self.folder / "out"

    @property
    def log(self) -> Path:
        """What the runners have said."""
        return self.folder / "log"

    def write(self, prompts: Iterable[str]) -> None:
        """Write the manifest."""
        rows = [{"id": f"cat-{place}", "model": MODEL, "prompt": each} for place, each in enumerate(prompts)]
        self.manifest.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")

    def start(self, *commands: tuple[str, ...], aim: Aim | None = None, setup: Setup | None = None) -> Runner:
        """Start `evolink`.

        Args:
            *commands: What stands after `evolink`, of each command in turn.
            aim: When it is to be killed.
            setup: Called in the process before anything else.
        """
        told = {
            "EVOLINK_BASE_URL": self.service.base_url,
            "EVOLINK_API_KEY": self.service.api_key,
            "EVOLINK_JOURNAL": self.journal,
        }
        job = Job(commands, {**self.environment, **told}, self.log, aim, self.fault, setup)
        process = _FORKS.Process(target=run, args=(job,), daemon=True)
        process.start()
        runner = Runner(process, aim, monotonic())
        if aim and aim.step in BY_SERVICE and not aim.is_early:
            self.service.aim(runner.pid, aim)
        return runner

    def to_its_end(self, *arguments: str, setup: Setup | None = None) -> int:
        """Run `evolink` with arguments, and give the exit status."""
        return self.all_to_their_end(arguments, setup=setup)

    def all_to_their_end(self, *commands: tuple[str, ...], setup: Setup | None = None) -> int:
        """Run `evolink` once for each of several commands, and return the worst exit status."""
        runner = self.start(*commands, setup=setup)
        runner.wait()
        return int(runner.process.exitcode or 0)

    def said(self) -> str:
        """Return the last lines that runners have said."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-1500:] if self.log.exists() else ""
