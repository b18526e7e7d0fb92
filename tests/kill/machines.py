"""Trials of two workers that share a PostgreSQL database and are killed one after the other."""

from collections import deque
from collections.abc import Callable, Iterator
from random import Random
from time import monotonic

from tests.kill.runners import Runner, WrongError
from tests.kill.steps import Aim
from tests.kill.trial import DONE, Trial, play_trials
from tests.kill.verdict import Verdict

_WORKERS = 2
_MOMENT = 0.3
_PATIENCE = 180.0


class SharedTrial(Trial):
    """One manifest that two workers share."""

    _has_files = False  # workers can't read it

    def run(self, aims: deque[Aim]) -> Verdict:
        """Submit it, kill workers and start others until nothing is left to do, and judge the result."""
        submitted = self.stand.to_its_end("batch", "submit", str(self.stand.manifest), "-o", str(self.stand.out))
        if submitted != DONE:
            raise WrongError(f"nothing was submitted, status {submitted}:\n{self.stand.said()}")
        workers = [self._worker(aims) for _ in range(_WORKERS)]
        ends = monotonic() + _PATIENCE
        while left := self.notes.left():
            if monotonic() > ends:
                raise WrongError(f"{left} rows are left:\n{self.stand.said()}")
            self._replace_killed(workers, aims)
            self.note_sending()
        for worker in workers:
            self._stop(worker, aims)
        return self.end()

    def _replace_killed(self, workers: list[Runner], aims: deque[Aim]) -> None:
        """For a moment, replace workers that were killed."""
        ends = monotonic() + _MOMENT
        while monotonic() < ends:
            for place, worker in enumerate(workers):
                if worker.over:
                    if not self.saw(worker, ()):
                        raise WrongError(self.wrong[-1])
                    workers[place] = self._worker(aims)

    def _worker(self, aims: deque[Aim]) -> Runner:
        return self.stand.start(("batch", "work", "--in-flight", "4"), aim=aims.popleft() if aims else None)

    def _stop(self, worker: Runner, aims: deque[Aim]) -> None:
        """End a worker with SIGTERM; if it never reached the step aimed at, the next trial gets that aim."""
        worker.process.terminate()
        worker.wait()
        if not self.saw(worker, {DONE}) and worker.aim:
            aims.append(worker.aim)


def on_two_machines(
    aims: deque[Aim], random: Random, new_database: Callable[[], str], fault: str = ""
) -> Iterator[Verdict]:
    """Return trials of two workers."""
    return play_trials(aims, lambda place: SharedTrial(place, random, len(aims)).run(aims), new_database, fault)
