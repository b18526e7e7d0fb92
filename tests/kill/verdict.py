"""The end of a trial: the service's records compared with the journal and the files."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from hashlib import sha256
from pathlib import Path
from typing import Any

from PIL import Image

from tests.kill.notes import Noted
from tests.kill.service import Book
from tests.kill.steps import Step

NO_KILL = "no kill"


class Settled(Enum):
    """How a held call was settled."""

    RECONCILED = "reconciled"
    BY_TASK = "settled --task"
    UNPAID = "settled --unpaid"
    RESENT = "sent again"


@dataclass
class Counts:
    """What kills at one step led to.

    Attributes:
        kills: How many there were.
        lost: Rows whose image is not there, whole and noted, in the end.
        twice: Tasks made of a row that already had one.
        held: Calls that were held because they may have been charged.
        reconciled: Held calls that got their task from the service's list.
        settled: Held calls that got it with `tasks settle --task`; the rest were not charged, and sent again.
    """

    kills: int = 0
    lost: int = 0
    twice: int = 0
    held: int = 0
    reconciled: int = 0
    settled: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return the sums."""
        return Counts(
            self.kills + other.kills,
            self.lost + other.lost,
            self.twice + other.twice,
            self.held + other.held,
            self.reconciled + other.reconciled,
            self.settled + other.settled,
        )


@dataclass
class Verdict:
    """The result of a trial.

    Attributes:
        counts: The counts of each step.
        rows: The number of rows in the manifest.
        made: The number of tasks that the service made.
        held: The number of calls that are held in the end.
        wrong: What must not be, described.
    """

    counts: dict[str, Counts]
    rows: int
    made: int = 0
    held: int = 0
    wrong: list[str] = field(default_factory=list[str])


@dataclass
class Ended:
    """A trial that is over.

    Attributes:
        prompts: The prompts of the manifest's rows, in order.
        calls: What the journal holds.
        book: What the service received.
        out: The output folder.
        steps: For each killed process, the step at which it was killed.
        sending: For each key that a killed process was sending, or about to send, that process.
        settled: For each call that was held, how it was settled.
    """

    prompts: list[str]
    calls: list[Noted]
    book: Book
    out: Path
    steps: Mapping[int, Step]
    sending: Mapping[str, int]
    settled: Mapping[str, Settled]

    def verdict(self) -> Verdict:
        """Compare, and return the verdict."""
        found = Verdict({step.value: Counts() for step in Step}, len(self.prompts), len(self.book.prompts))
        for step in self.steps.values():
            found.counts[step.value].kills += 1
        self._count_tasks(found)
        self._count_held(found)
        self._count_rows(found)
        self._count_sums(found)
        self._compare_bodies(found)
        return found

    def _compare_bodies(self, found: Verdict) -> None:
        """Look for keys under which two different requests were sent."""
        bodies: dict[str, set[bytes]] = {}
        for post in self.book.posts:
            bodies.setdefault(post.key, set()).add(post.body)
        found.wrong += [f"{sorted(each)} were sent under {key}" for key, each in bodies.items() if len(each) > 1]

    def _count_tasks(self, found: Verdict) -> None:
        """Look for rows that have more than one task."""
        for prompt, number in Counter(self.book.prompts.values()).items():
            if number > 1:
                self._of(found, self.book.senders(prompt)).twice += number - 1
                found.wrong.append(f"{number} tasks were made of {prompt!r}")

    def _count_held(self, found: Verdict) -> None:
        """Count what was held, at the step of the kill that caused it."""
        for key, how in self.settled.items():
            counts = self._of(found, [self.sending.get(key, 0)])
            counts.held += 1
            counts.reconciled += how is Settled.RECONCILED
            counts.settled += how is Settled.BY_TASK
            if key not in self.sending:
                senders = [post.pid for post in self.book.posts if post.key == key]
                found.wrong.append(f"{key} was held, and no killed process was sending it (sent by {senders})")

    def _count_rows(self, found: Verdict) -> None:
        """Look for rows that are not done."""
        results = _results(self.out)
        by_line = {call.line: call for call in self.calls}
        for line, prompt in enumerate(self.prompts, start=1):
            call, record = by_line.get(line), results.get(line, {})
            if why := self._lost(call, prompt, record):
                self._of(found, self.book.fetched.get(prompt, self.book.senders(prompt))).lost += 1
                found.wrong.append(f"{prompt!r}: {why}")

    def _lost(self, call: Noted | None, prompt: str, record: Mapping[str, Any]) -> str | None:
        """Return why a row is not done, with its image there, whole and reported; None if it is."""
        if call is None:
            return "the journal has forgotten it"
        if call.state != "completed" or not call.files:
            return f"it is {call.state}, with {len(call.files)} images"
        if self.book.prompts.get(call.task or "") != prompt:
            return f"its task {call.task} is not one that the service has made of it"
        files = [{"path": Path(file[0]).name, "size": file[1], "sha256": file[2]} for file in call.files if file]
        if (record.get("state"), record.get("files")) != ("completed", files):
            return f"results.jsonl has {record}, the journal {files}"
        return next(filter(None, map(_wrong_with, call.files)), None)

    def _count_sums(self, found: Verdict) -> None:
        """Compare the number of tasks with that of rows, and look for files that belong to no row.

        Part files of killed downloads do no harm: batches that start an hour later remove them.
        """
        found.held = sum(call.state == "held" for call in self.calls)
        if found.held:
            found.wrong.append(f"{found.held} calls are held in the end")
        if found.made != found.rows:
            found.wrong.append(f"{found.made} tasks of {found.rows} rows")
        known = {file[0] for call in self.calls for file in call.files if file}
        there = {str(path) for path in self.out.iterdir() if path.suffix not in {".jsonl", ".part"}}
        found.wrong += [f"{path} belongs to no row" for path in sorted(there - known)]

    def _of(self, found: Verdict, pids: Sequence[int]) -> Counts:
        """Return the counts of the step at which the first of some processes was killed."""
        step = next((self.steps[pid].value for pid in pids if pid in self.steps), NO_KILL)
        return found.counts.setdefault(step, Counts())


def _wrong_with(file: tuple[str, int, str] | None) -> str | None:
    if file is None:
        return "one of its images is not saved"
    path, size, digest = Path(file[0]), file[1], file[2]
    if not path.is_file():
        return f"{path} is not there"
    content = path.read_bytes()
    if (len(content), sha256(content).hexdigest()) != (size, digest):
        return f"{path} is not what was noted"
    try:
        with Image.open(path) as image:
            image.load()
    except (OSError, SyntaxError) as error:
        return f"{path} is not a whole image: {error}"
    return None


def _results(out: Path) -> dict[int, dict[str, Any]]:
    """Return the records of results.jsonl by line."""
    lines = (out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["line"]: record for record in map(json.loads, lines)}


def table(verdicts: Iterable[Verdict]) -> list[str]:
    """Return the table's lines; the last two explain what was held, and add up."""
    sums: dict[str, Counts] = {}
    held = 0
    for verdict in verdicts:
        held += verdict.held
        for name, counts in verdict.counts.items():
            sums[name] = sums.get(name, Counts()) + counts
    width = max(map(len, sums), default=0)
    head = f"{'killed at':{width}}  kills  lost  paid twice  held  reconciled  settled --task"
    rows = [_line(name, width, counts) for name, counts in sums.items() if counts != Counts()]
    total = sum(sums.values(), Counts())
    free = total.held - total.reconciled - total.settled
    why = (
        f"of {total.held} held, {total.reconciled} got their tasks by reconcile, {total.settled} by a person's word;"
        f" {free} were not charged, and sent again"
    )
    last = f"kills {total.kills}, lost {total.lost}, paid twice {total.twice}, held in the end {held}"
    return [head, "-" * len(head), *rows, why, last]


def _line(name: str, width: int, counts: Counts) -> str:
    money = f"{counts.held:4}  {counts.reconciled:10}  {counts.settled:14}"
    cells = f"{counts.kills:5}  {counts.lost:4}  {counts.twice:10}  {money}"
    return f"{name:{width}}  {cells}"
