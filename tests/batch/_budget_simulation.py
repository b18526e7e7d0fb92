"""A batch with a budget at a service with random prices: rows are sent, answered and ended in any order."""

import json
import random
from dataclasses import dataclass, field, replace
from typing import Protocol

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent
from evolink._task.state import TaskState
from evolink.batch._forecast import Forecast, RecentCosts
from evolink.journal import Batch, Call, Journal, State
from evolink.journal._admission import admission, at_risk, is_settled
from evolink.journal._calls import fingerprint
from evolink.journal._states import committed

AT = 1e9


def chance_of(*seed: object) -> random.Random:
    """Return what decides as if by chance, and alike for the same seed."""
    return random.Random(repr(seed))  # noqa: S311 - no secret depends on it


def _name(call: Call) -> str:
    return str(call.request["prompt"])


class Desk(Protocol):
    """Where rows are taken, and what became of them is noted."""

    def learn(self, forecast: Forecast) -> bool: ...
    def take(self, limit: int, budget: float, forecast: Forecast) -> list[Call]: ...
    def give_back(self, call: Call) -> None: ...
    def answered(self, call: Call, task: TaskState) -> None: ...
    def ended(self, call: Call, task: TaskState) -> None: ...


class Memory:
    """The same decisions as the journal's, without a database.

    Args:
        rows: The requests.
    """

    def __init__(self, rows: list[dict[str, object]]) -> None:
        self._calls: dict[int, Call] = {}
        for number, row in enumerate(rows):
            body = json.dumps(row)
            facts = (str(row["model"]), body, fingerprint(body)[1])
            self._calls[number] = Call(number, f"key-{number}", *facts, State.PLANNED, AT)

    def learn(self, forecast: Forecast) -> bool:
        del forecast  # there is no other worker
        return False

    def take(self, limit: int, budget: float, forecast: Forecast) -> list[Call]:
        planned = [call for call in self._calls.values() if call.state is State.PLANNED][:limit]
        prices = [forecast.price(call) for call in planned]
        number = admission(prices, budget, sum(self._counted(call, forecast) for call in self._calls.values())).number
        taken = [
            replace(call, state=State.INTENT, credits_expected=price.expected)
            for call, price in zip(planned[:number], prices, strict=False)
        ]
        self._calls.update((call.id, call) for call in taken)
        return taken

    def give_back(self, call: Call) -> None:
        self._calls[call.id] = replace(call, state=State.PLANNED)

    def answered(self, call: Call, task: TaskState) -> None:
        self._calls[call.id] = replace(call, state=State.SUBMITTED, credits_reserved=task.credits_reserved)

    def ended(self, call: Call, task: TaskState) -> None:
        state = State.COMPLETED if task.completed else State.FAILED
        self._calls[call.id] = replace(self._calls[call.id], state=state, credits_used=task.credits_used)

    def _counted(self, call: Call, forecast: Forecast) -> float:
        money = (call.credits_reserved, call.credits_used)
        noted = committed(call.state, call.credits_expected, *money)
        settled = call.state is State.PLANNED or is_settled(call.state, *money)
        return noted if settled else at_risk(call.state, forecast.price(call), noted)


class Noted:
    """The journal.

    Args:
        journal: It.
        batch: The run, with its rows.
        shared: Whether other workers share the budget.
    """

    def __init__(self, journal: Journal, batch: Batch, *, shared: bool = False) -> None:
        self._others = RecentCosts(journal._database, batch.id) if shared else None
        self._journal = journal
        self._batch = batch

    def learn(self, forecast: Forecast) -> bool:
        return self._others.teach(forecast) if self._others else False

    def take(self, limit: int, budget: float, forecast: Forecast) -> list[Call]:
        return list(self._batch.take(limit, AT, budget=budget, expect=forecast).calls)

    def give_back(self, call: Call) -> None:
        assert self._batch.give_back([call.key]) == 1

    def answered(self, call: Call, task: TaskState) -> None:
        request = Request("POST", "/", call.body.encode(), call.key)
        assert self._journal.record.note(Intent(request, None, AT)).result() is None
        self._journal.record.note(Answered(call.key, task, AT)).result()

    def ended(self, call: Call, task: TaskState) -> None:
        del call
        self._journal.record.note(Ended(task, AT)).result()


@dataclass
class Service:
    """Its prices.

    Attributes:
        seed: Decides everything.
        jump: How many times dearer everything becomes at some time, once.
        jumps_after: How many calls.
        by_link: How many times dearer one link is than another at most.
        posts: How many calls have come.
        dearest: What the dearest of them was to cost.
    """

    seed: int
    jump: float
    jumps_after: int
    by_link: float
    posts: int = 0
    dearest: float = 0.0

    def price(self, request: dict[str, object]) -> float:
        """Return what a call costs that arrives now."""
        self.posts += 1
        links = request.get("image_urls", [])
        number = len(links) if isinstance(links, list) else 0
        kind = [request.get(name) for name in ("model", "size", "quality", "n")]
        price = chance_of(self.seed, kind, number).choice([0.1, 1.0, 1.0, 2.5, 10.0, 30.0])
        price *= chance_of(self.seed, links).uniform(1.0, self.by_link)
        price *= self.jump if self.posts > self.jumps_after else 1.0
        self.dearest = max(self.dearest, price)
        return price


def random_rows(chance: random.Random, number: int) -> list[dict[str, object]]:
    """Return rows that differ in everything a price may depend on."""
    sizes, qualities, ns = (chance.choice([1, 2, 3]) for _ in range(3))
    most_links = chance.choice([0, 0, 1, 2])
    return [
        {
            "model": chance.choice(["a-model", "b-model"]),
            "prompt": f"row {place}",
            "size": f"{chance.randint(1, sizes)}:1",
            "quality": f"{chance.randint(1, qualities)}K",
            "n": chance.choice([1, 2, 4][:ns]),
            "image_urls": [f"https://x.example/{place}-{link}" for link in range(chance.randint(0, most_links))],
        }
        for place in range(number)
    ]


@dataclass
class SimulatedRun:
    """A simulated run of a batch, in which chance decides what happens next.

    Attributes:
        desk: Where rows are taken.
        service: Where they are sent.
        budget: What the run keeps to.
        chance: Decides what happens next.
        costs: What each call that was sent has cost so far, or will cost when it is answered.
        eager: How much sooner rows are sent than answered.
    """

    desk: Desk
    service: Service
    budget: float
    chance: random.Random
    costs: dict[str, float] = field(default_factory=dict)
    eager: int = 1
    forecast: Forecast = field(default_factory=Forecast)
    ready: list[Call] = field(default_factory=list)
    posting: list[Call] = field(default_factory=list)
    running: list[Call] = field(default_factory=list)

    def step(self) -> bool:
        """Make one thing happen; return whether anything is under way, or was taken just now."""
        steps = [self._post] * self.eager * bool(self.ready)
        steps += [self._answer] * bool(self.posting) + [self._end] * bool(self.running)
        taken = self._take()
        if steps:
            self.chance.choice(steps)()
        self.check()
        return taken or bool(steps)

    def check(self) -> None:
        """Look whether more than one call is over the budget."""
        total, dearest = sum(self.costs.values()), max(self.costs.values(), default=0.0)
        assert total - dearest <= self.budget + 1e-3, f"{total:g} of {self.budget:g}, the dearest {dearest:g}"

    def _take(self) -> bool:
        if (self.ready or self.posting) and self.chance.random() < 0.7:
            return False
        if self.desk.learn(self.forecast):
            self._return_unsent()
        taken = self.desk.take(self.chance.randint(1, 200), self.budget, self.forecast)
        self.ready += taken
        return bool(taken)

    def _post(self) -> None:
        self.posting.append(call := self.ready.pop(0))
        self.costs[_name(call)] = self.service.price(call.request)

    def _answer(self) -> None:
        call = self.posting.pop(self.chance.randrange(len(self.posting)))
        task = TaskState(f"task-{call.key}", status="pending", credits_reserved=self.costs[_name(call)])
        self.desk.answered(call, task)
        self.running.append(call)
        if self.forecast.learn(call, task.credits_reserved):
            self._return_unsent()

    def _return_unsent(self) -> None:
        while self.ready:
            self.desk.give_back(self.ready.pop())

    def _end(self) -> None:
        call = self.running.pop(self.chance.randrange(len(self.running)))
        completed = self.chance.random() < 0.9
        used = self.costs[_name(call)] * self.chance.choice([1.0, 1.0, 0.2]) if completed else 0.0
        status = "completed" if completed else "failed"
        links = ("https://x.example/a.png",) if completed else ()
        self.costs[_name(call)] = used
        self.desk.ended(call, TaskState(f"task-{call.key}", status=status, credits_used=used, results=links))
        self.forecast.learn_end(call, None, used, completed=completed)
