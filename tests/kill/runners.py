"""The runners of one trial: started, aimed at, and watched until they die."""

import json
import multiprocessing
import signal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PIL import Image

from tests.kill.child import Job, run
from tests.kill.service import MODEL, Service
from tests.kill.steps import BY_SERVICE, Aim

_FORKS = multiprocessing.get_context("forkserver")
"""Starts processes with everything loaded, so that they spend most of their lives in what is tested here."""
_FORKS.set_forkserver_preload(
    ["tests.kill.child", "evolink.cli.batch_run", "evolink.cli.batch_work", "evolink.cli.tasks", "evolink.cli.generate"]
)
Setup = Callable[[], object]

SKETCH = "sketch.png"
_LOOK = 0.005
_PATIENCE = 60.0


class WrongError(Exception):
    """Something happened that must not."""


@dataclass(frozen=True)
class Runner:
    """A process at work.

    Attributes:
        process: The process.
        aim: When to kill it; None for never.
        started: When it was started, on the monotonic clock.
    """

    process: "multiprocessing.context.ForkServerProcess"
    aim: Aim | None
    started: float

    @property
    def pid(self) -> int:
        """Its process ID."""
        return self.process.pid or 0

    @property
    def killed(self) -> bool:
        """Whether it was ended by SIGKILL."""
        return self.process.exitcode == -signal.SIGKILL

    @property
    def over(self) -> bool:
        """Whether it has ended; a process aimed at before any request is killed here when its moment comes."""
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
    """The place where runners run.

    Attributes:
        service: The service that they call.
        journal: The address of the journal.
        folder: The trial's folder.
        environment: The environment of every process.
        fault: A deliberate fault of the product, in all of them.
    """

    service: Service
    journal: str
    folder: Path
    environment: Mapping[str, str]
    fault: str = ""

    @property
    def manifest(self) -> Path:
        """The manifest."""
        return self.folder / "rows.jsonl"

    @property
    def out(self) -> Path:
        """The output folder."""
        return self.folder / "out"

    @property
    def log(self) -> Path:
        """The file with the runners' output."""
        return self.folder / "log"

    def write(self, prompts: Iterable[str], *, sketch: bool = False) -> None:
        """Write the manifest.

        Args:
            prompts: The prompt of each row.
            sketch: Whether each row has a file of this machine, the same in all.
        """
        files = {"image_urls": [SKETCH]} if sketch else {}
        Image.new("RGB", (16, 16), "teal").save(self.folder / SKETCH)
        rows = [{"id": f"cat-{place}", "model": MODEL, "prompt": each, **files} for place, each in enumerate(prompts)]
        self.manifest.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")

    def start(self, *commands: tuple[str, ...], aim: Aim | None = None, setup: Setup | None = None) -> Runner:
        """Start `evolink`.

        Args:
            *commands: For each command, the arguments of `evolink`.
            aim: When to kill it.
            setup: Called in the process before anything else.
        """
        variables = {
            "EVOLINK_BASE_URL": self.service.base_url,
            "EVOLINK_API_KEY": self.service.api_key,
            "EVOLINK_JOURNAL": self.journal,
        }
        job = Job(commands, {**self.environment, **variables}, self.log, aim, self.fault, setup)
        process = _FORKS.Process(target=run, args=(job,), daemon=True)
        process.start()
        runner = Runner(process, aim, monotonic())
        if aim and aim.step in BY_SERVICE and not aim.is_early:
            self.service.aim(runner.pid, aim)
        return runner

    def to_its_end(self, *arguments: str, setup: Setup | None = None) -> int:
        """Run `evolink` with arguments to its end, and return the exit status."""
        return self.all_to_their_end(arguments, setup=setup)

    def all_to_their_end(self, *commands: tuple[str, ...], setup: Setup | None = None) -> int:
        """Run several commands of `evolink` in one process, and return the worst exit status."""
        runner = self.start(*commands, setup=setup)
        runner.wait()
        return int(runner.process.exitcode or 0)

    def said(self) -> str:
        """Return the last lines of the runners' output."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-1500:] if self.log.exists() else ""
