"""A trial: one manifest, run on one machine and killed many times until nothing is left to do."""

import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.cli.running import environment
from tests.kill.notes import Notes
from tests.kill.runners import Runner, Stand, WrongError
from tests.kill.service import Service
from tests.kill.steps import Aim, Step
from tests.kill.verdict import Ended, Settled, Verdict

_MOST_ROWS, _ROWS_FOR_A_KILL = 48, 8
_FEW, _MANY = (2, 4, 8), 24
"""Rows in flight: few in a runner that will be killed, as each may be held; many in the last, which should be quick."""
DONE, HELD = 0, 5
"""Exit statuses of a batch with nothing left to do, and of one that leaves rows held."""


class Trial:
    """One manifest and all that happens to it.

    Args:
        stand: Where it is run.
        random: The source of random choices.
        kills: How many are still wanted.

    Attributes:
        stand: Where it is run.
        notes: What the journal holds.
        wrong: What must not be, described.
    """

    _has_files = True
    """Whether its rows have a file of this machine."""

    def __init__(self, stand: Stand, random: Random, kills: int) -> None:
        self.stand = stand
        self._random = random
        self.notes = Notes(stand.journal)
        self._steps: dict[int, Step] = {}
        self._sending: dict[str, int] = {}
        self._settled: dict[str, Settled] = {}
        self._resend = False
        self.wrong: list[str] = []
        rows = min(_MOST_ROWS, _ROWS_FOR_A_KILL * (kills + 1))
        self._prompts = [f"cat {place} of {random.getrandbits(32)}" for place in range(rows)]
        stand.write(self._prompts, sketch=self._has_files)

    def run(self, aims: deque[Aim]) -> Verdict:
        """Kill and start again until the aims are used up or the rows are done, and judge the result."""
        while aims:
            runner = self.stand.start(self._command(self._random.choice(_FEW)), aim=aims[0])
            runner.wait()
            if not self.saw(runner, {DONE, HELD}):
                aims.rotate(-1)  # never reached: the next trial begins with another
                break
            aims.popleft()
            self.after_a_kill()
        return self.end()

    def saw(self, runner: Runner, good: Collection[int]) -> bool:
        """Note the end of a runner, and return whether it was killed.

        Args:
            runner: The runner.
            good: The exit statuses that it may have if it was not killed.
        """
        if runner.killed and runner.aim:
            self._steps[runner.pid] = runner.aim.step
            self.note_sending()
            return True
        if runner.process.exitcode not in good:
            self.wrong.append(f"a runner ended with status {runner.process.exitcode}:\n{self.stand.said()}")
        return False

    def note_sending(self) -> None:
        """Note what killed processes were sending; PostgreSQL may commit their last transactions after their death."""
        self._sending |= self.notes.open_intents(*self._steps)

    def after_a_kill(self) -> None:
        """Do what a person would do."""
        self.settle()

    def settle(self) -> None:
        """Settle what is held with the documented commands: reconcile, then settle by what the service shows."""
        uncertain = {*self.notes.held(), *self.notes.open_intents(*self._steps)}
        if not uncertain:
            return
        self._run({DONE, HELD}, ("tasks", "reconcile"))
        held = self.notes.held()
        self._settled |= dict.fromkeys(uncertain.difference(held), Settled.RECONCILED)
        self._settled |= {key: self._decision(key) for key in held}
        self._resend = any(self._settled[key] is Settled.RESENT for key in held)
        words = [("tasks", "settle", key, *self._word(key)) for key in held if self._settled[key] is not Settled.RESENT]
        if words:
            self._run({DONE}, *words)

    def _decision(self, key: str) -> Settled:
        if self.stand.service.book.task_of(key):
            return Settled.BY_TASK
        return self._random.choice((Settled.UNPAID, Settled.RESENT))

    def _word(self, key: str) -> tuple[str, ...]:
        task = self.stand.service.book.task_of(key)
        return ("--task", task) if task else ("--unpaid",)

    def _run(self, good: Collection[int], *commands: tuple[str, ...]) -> None:
        status = self.stand.all_to_their_end(*commands)
        if status not in good:
            self.wrong.append(f"{commands} ended with status {status}:\n{self.stand.said()}")

    def end(self) -> Verdict:
        """Run what is left, and judge the result."""
        self.settle()
        self._run({DONE}, self._command(_MANY))
        calls = list(self.notes.calls())
        found = Ended(
            self._prompts,
            calls,
            self.stand.service.book,
            self.stand.out,
            self._steps,
            self._sending,
            self._settled,
        ).verdict()
        found.wrong += self.wrong
        return found

    def _command(self, in_flight: int) -> tuple[str, ...]:
        more = ("--resend-held",) if self._resend else ()
        folder = ("-o", str(self.stand.out))
        return ("batch", "run", str(self.stand.manifest), *folder, "--in-flight", str(in_flight), *more)


class ForgetfulTrial(Trial):
    """One manifest whose journal is lost with each kill, so that the output folder must do."""

    def after_a_kill(self) -> None:
        """Continue with an empty journal."""
        journal = str(self.stand.folder / f"journal-{len(self._steps)}.sqlite")
        self.stand = replace(self.stand, journal=journal)
        self.notes = Notes(journal)

    def end(self) -> Verdict:
        """Run again, so that the batch learns from the folder what is held."""
        self._run({DONE, HELD}, self._command(_MANY))
        return super().end()


@contextmanager
def stand(journal: str | None = None, fault: str = "") -> Iterator[Stand]:
    """Yield a service, a folder and a journal, for one trial.

    Args:
        journal: The journal's address; a SQLite file in the folder if None.
        fault: A deliberate fault of the product.
    """
    folder = Path(tempfile.mkdtemp(prefix="evolink-kill-"))
    try:
        with Service() as service:
            yield Stand(service, journal or str(folder / "journal.sqlite"), folder, environment(), fault)
    finally:
        shutil.rmtree(folder)


def play_trials(
    aims: deque[Aim],
    play: Callable[[Stand], Verdict],
    journal: Callable[[], str | None] = lambda: None,
    fault: str = "",
) -> Iterator[Verdict]:
    """Yield trials until all aims are used up.

    Args:
        aims: When to kill.
        play: Plays one trial.
        journal: Returns the address of a journal for each; None for a SQLite file.
        fault: A deliberate fault of the product.

    Raises:
        WrongError: No runner reaches the step aimed at.
    """
    while aims:
        before = len(aims)
        with stand(journal(), fault) as place:
            yield play(place)
        if len(aims) == before:
            raise WrongError(f"no runner reaches the step aimed at: {aims[0]}")


def with_lost_journals(aims: deque[Aim], random: Random) -> Iterator[Verdict]:
    """Return trials of one runner whose SQLite journal is another one after each kill."""
    return play_trials(aims, lambda place: ForgetfulTrial(place, random, len(aims)).run(aims))


def on_one_machine(aims: deque[Aim], random: Random, fault: str = "") -> Iterator[Verdict]:
    """Return trials of one runner with SQLite."""
    return play_trials(aims, lambda place: Trial(place, random, len(aims)).run(aims), fault=fault)
