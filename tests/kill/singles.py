"""Trials of one image: `evolink generate` is killed, settled if its answer was lost, and run again."""

from collections import deque
from collections.abc import Iterator
from random import Random

from PIL import Image

from tests.kill.service import MODEL
from tests.kill.steps import Aim, Step, chance
from tests.kill.trial import DONE, Trial, play_trials
from tests.kill.verdict import Counts, Settled, Verdict


class SingleTrial(Trial):
    """One image."""

    def run(self, aims: deque[Aim]) -> Verdict:
        """Kill it once, settle what is held, run the same command again, and judge the result."""
        aim = aims.popleft()
        runner = self.stand.start(self._command(1), aim=aim)
        runner.wait()
        if not self.saw(runner, {DONE}):
            self.wrong.append(f"no runner reaches the step aimed at: {aim}")
        self.settle()
        again = self._settled_by(Settled.RESENT)
        self._run({DONE}, ("resume", "--resend-held") if again else self._command(1))
        return self._judged(aim.step)

    def _judged(self, step: Step) -> Verdict:
        calls, made = list(self.notes.calls()), len(self.stand.service.book.prompts)
        counts = Counts(
            kills=1,
            lost=int(not self._is_there()),
            twice=max(0, made - 1),
            held=len(self._settled),
            reconciled=self._settled_by(Settled.RECONCILED),
            settled=self._settled_by(Settled.BY_TASK),
        )
        held = sum(call.state == "held" for call in calls)
        found = Verdict({step.value: counts}, 1, made, held, self.wrong)
        if counts.lost or made != 1 or held:
            found.wrong.append(f"{step.value}: {made} tasks, {held} held, {counts}:\n{self.stand.said()}")
        return found

    def _is_there(self) -> bool:
        try:
            with Image.open(self.stand.out / "cat.png") as image:
                image.load()
        except OSError:
            return False
        return True

    def _settled_by(self, how: Settled) -> int:
        return sum(each is how for each in self._settled.values())

    def _command(self, in_flight: int) -> tuple[str, ...]:
        del in_flight
        return ("generate", self._prompts[0], "--model", MODEL, "-o", str(self.stand.out / "cat.png"))


def of_single_images(number: int, seed: int) -> Iterator[Verdict]:
    """Return trials of single images, each step as often as the others."""
    random, steps = chance(seed), list(Step)
    aims = deque(_aim(steps[place % len(steps)], random) for place in range(number))
    return play_trials(aims, lambda place: SingleTrial(place, random, 0).run(aims))


def _aim(step: Step, random: Random) -> Aim:
    if step is not Step.RANDOM:
        return Aim(step)
    return Aim(step, random.randint(1, 2), random.uniform(0.0, 0.02))
