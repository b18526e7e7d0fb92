"""What a run finds of earlier runs in the journal: what is left to do, what is tried again, and what calls cost."""

import asyncio
import json
from collections.abc import Sequence

import pytest

from evolink._costs.prices import Prices
from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent, Refused, Uncertain
from evolink._task.state import Fault
from evolink.batch._forecast import Forecast
from evolink.batch._load import learn_prices
from evolink.batch._store import Store
from evolink.errors import InsufficientCredits
from evolink.journal import Batch, Call, Journal, Row, State
from tests.journal._scenarios import AT, GPT, LINK, done, save, submit, task


def taken(batch: Batch, number: int) -> Sequence[Call]:
    """Note rows, and take them."""
    rows = (Row(f"cat-{line}", line, "gpt-4o-image", json.dumps(GPT), 3.0) for line in range(1, number + 1))
    assert batch.add(rows, AT) == number
    return batch.take(number, AT).calls


def send(journal: Journal, call: Call, number: int | None = None) -> None:
    """Send a row, and answer it with a task if there is one."""
    assert journal.record.note(Intent(Request("POST", "/", call.body.encode(), call.key), None, AT)).result() is None
    if number is not None:
        journal.record.note(Answered(call.key, task(number), AT)).result()


def fail(journal: Journal, number: int, code: str) -> None:
    journal.record.note(Ended(task(number, status="failed", error=Fault(code, "")), AT)).result()


def test_unfinished_order(address: str) -> None:
    """Images are saved before tasks are read, those first whose links expire first."""
    with Journal(address) as dead:
        *calls, timeless = taken(dead.batch("out", AT), 5)
        for number, call in enumerate(calls, start=1):
            send(dead, call, number)
        for number, created in ((2, AT + 300), (3, AT + 100), (4, AT + 200)):
            dead.record.note(Ended(done(number, links=2, created=created), AT + 400)).result()
        save(dead, 4)
        send(dead, timeless)
        state = task(5, status="completed", results=(LINK,), created=None)
        dead.record.note(Answered(timeless.key, state, AT)).result()
    with Journal(address) as heir:
        found = asyncio.run(Store(heir, heir.batch("out", AT)).unfinished())
    assert [call.task_id for call in found] == [task(number).id for number in (5, 3, 4, 2, 1)]


def test_plan_failed(journal: Journal, batch: Batch) -> None:
    """Refused rows are planned again, and failed ones get a call if it may help."""
    refused, helped, in_vain, held = taken(batch, 4)
    for number, call in enumerate((refused, helped, in_vain, held)):
        send(journal, call, number if call in {helped, in_vain} else None)
    journal.record.note(Refused(refused.key, InsufficientCredits("no", status=402), AT)).result()
    journal.record.note(Uncertain(held.key, "lost")).result()
    fail(journal, 1, "service_error")
    fail(journal, 2, "content_policy_violation")
    asyncio.run(Store(journal, batch).plan_failed())
    assert [(call.row_id, call.attempt, call.state) for call in batch.rows()] == [
        ("cat-1", 1, State.PLANNED),
        ("cat-2", 2, State.PLANNED),
        ("cat-3", 1, State.FAILED),
        ("cat-4", 1, State.HELD),
    ]
    assert asyncio.run(Store(journal, batch).spent()) == 3.0, "what is held may be charged"


def test_calls_over_several_runs(journal: Journal, batch: Batch) -> None:
    """Several runs make no more calls of a row than one run does."""
    store = Store(journal, batch)
    (call,) = taken(batch, 1)
    for number in range(3):
        send(journal, call, number)
        fail(journal, number, "service_error")
        asyncio.run(store.plan_failed())
        left = batch.take(1, AT).calls
        call = left[0] if left else call
    assert [(call.attempt, call.state) for call in batch.rows()] == [(3, State.FAILED)]


@pytest.mark.parametrize("budget", [None, 100.0])
def test_prices_only_with_budget(journal: Journal, batch: Batch, budget: float | None) -> None:
    """Prices are asked for only if there is a budget."""
    rows = (Row(f"cat-{line}", line, "gpt-4o-image", json.dumps(GPT)) for line in (1, 2))
    assert batch.add(rows, AT) == 2
    found = asyncio.run(Store(journal, batch).take(2, budget, None, Forecast()))
    assert len(found.calls) == (2 if budget is None else 1)


def test_learn_prices(journal: Journal) -> None:
    """Prices come from what calls have cost, and before that from what was set aside."""
    prices = Prices()
    submit(journal, 1)
    journal.record.note(Ended(done(1, used=1.5), AT)).result()
    learn_prices(prices, journal)
    assert prices.estimate(GPT).credits == 1.5
    submit(journal, 2)
    learn_prices(prices, journal)
    assert prices.estimate(GPT).credits == 3.0
