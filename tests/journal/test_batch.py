"""Rows of a batch: noted all at once, taken within budget and rate."""

import json
import math
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent, Uncertain, Withdrawn
from evolink.errors import Fenced, JournalFailed, SubmissionUncertain
from evolink.journal import Batch, Call, Journal, Price, Row, State, StateTotals, Taken
from evolink.journal._admission import Bucket
from tests.journal._scenarios import AT, DAY, GPT, Known, broken, done, exactly, held_up, save, task, the_call
from tests.journal.conftest import Open


def rows(number: int, credits_expected: float | None = 3.0) -> Iterator[Row]:
    for line in range(1, number + 1):
        body = json.dumps({**GPT, "prompt": f"cat {line}"})
        yield Row(f"row-{line}", line, "gpt-4o-image", body, credits_expected)


def a_batch(journal: Journal, number: int = 10, credits_expected: float | None = 3.0) -> Batch:
    batch = journal.batch("cats", AT, manifest="cats.jsonl", output="out/")
    assert batch.add(rows(number, credits_expected), AT) == number
    return batch


def send(journal: Journal, call: Call) -> None:
    assert journal.record.note(Intent(Request("POST", "/", call.body.encode(), call.key), None, AT)).result() is None


def test_batch_found_by_name(open_journal: Open) -> None:
    """A batch is found again by its name."""
    made = a_batch(open_journal())
    found = open_journal().batch("cats", AT + 9, manifest="other")
    assert (found.id, found.manifest, found.output, found.created_at) == (made.id, "cats.jsonl", "out/", AT)


def test_rows_planned_in_manifest_order(journal: Journal) -> None:
    """Rows become planned calls in the order of the manifest."""
    batch = a_batch(journal, 3000)
    found = list(batch.calls(State.PLANNED))
    assert [call.line for call in found] == list(range(1, 3001))
    assert found[0].request == {**GPT, "prompt": "cat 1"}
    assert len({call.key for call in found}) == 3000


def test_known_rows_unchanged(journal: Journal) -> None:
    """Adding rows whose names are known changes nothing."""
    batch = a_batch(journal)
    keys = [call.key for call in batch.calls()]
    assert batch.add(rows(12), AT) == 2
    assert [call.key for call in batch.calls()][:10] == keys


def test_broken_manifest_adds_nothing(journal: Journal) -> None:
    """A manifest that can't be read to its end adds no rows."""

    def breaking() -> Iterator[Row]:
        yield from rows(5000)
        raise ValueError("line 5001 is no JSON")

    batch = journal.batch("cats", AT)
    with pytest.raises(ValueError, match="5001"):
        batch.add(breaking(), AT)
    assert list(batch.calls()) == []


def test_reading_manifest_blocks_nobody(open_journal: Open) -> None:
    """While a manifest is being read, others can write to the journal."""
    batch, other = a_batch(open_journal(), 3), open_journal().batch("cats", AT)
    taken: list[Call] = []

    def slowly() -> Iterator[Row]:
        for row in rows(4):
            yield row
            taken.extend(other.take(1, AT).calls)

    assert batch.replace(slowly(), AT) == 1
    assert [call.line for call in taken] == [1, 2, 3]
    assert [(call.line, call.state) for call in batch.rows()] == [(n, State.INTENT) for n in (1, 2, 3)] + [
        (4, State.PLANNED)
    ]


def test_row_taken_once(open_journal: Open) -> None:
    """A row that one session has taken is not taken by another."""
    one, other = open_journal(), open_journal()
    a_batch(one, 100)
    taken: list[list[Call]] = [[], []]

    def work(journal: Journal, mine: list[Call]) -> None:
        batch = journal.batch("cats", AT)
        while found := batch.take(7, AT).calls:
            mine.extend(found)

    threads = [threading.Thread(target=work, args=each) for each in zip((one, other), taken, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = [call.id for mine in taken for call in mine]
    assert len(numbers) == len(set(numbers)) == 100


def test_taken_row_is_unsent_intent(journal: Journal) -> None:
    """A taken row is an intent without a time of sending."""
    (call,) = a_batch(journal).take(1, AT).calls
    noted = the_call(journal, call.key)
    assert (noted.state, noted.sent_at, noted.session, noted.fence) == (State.INTENT, None, journal.session, 1)
    assert call == noted


def test_taken_row_sent_once(journal: Journal) -> None:
    """A taken row may be sent only once."""
    (call,) = a_batch(journal).take(1, AT).calls
    send(journal, call)
    assert the_call(journal, call.key).sent_at == AT
    with pytest.raises(SubmissionUncertain):
        send(journal, call)


def test_overtaken_row_not_sent(open_journal: Open) -> None:
    """A session can't send a taken row that another has taken over."""
    asleep, heir = open_journal(), open_journal()
    (call,) = a_batch(asleep).take(1, AT).calls
    heir.take_over(call.key)
    with pytest.raises(Fenced):
        send(asleep, call)
    send(heir, call)


def test_withdrawn_row_planned_again(journal: Journal) -> None:
    """A taken row that was not sent is planned again and frees its budget."""
    (call,) = a_batch(journal).take(1, AT).calls
    intent = Intent(Request("POST", "/", call.body.encode(), call.key), None, AT)
    assert journal.record.note(intent).result() is None
    journal.record.note(Withdrawn(intent)).result()
    found = the_call(journal, call.key)
    assert (found.state, found.session, found.sent_at) == (State.PLANNED, None, None)
    assert journal.batch("cats", AT).spent == 0.0
    assert journal.batch("cats", AT).take(1, AT).calls[0].id == call.id


def test_sent_row_not_given_back(journal: Journal) -> None:
    """A row that was sent can't be given back."""
    batch = a_batch(journal)
    (call,) = batch.take(1, AT).calls
    send(journal, call)
    assert batch.give_back([call.key]) == 0
    assert the_call(journal, call.key).state is State.INTENT
    assert batch.spent == 3.0


def test_only_holder_gives_back(open_journal: Open) -> None:
    """Only the session that took a row over can give it back."""
    asleep, heir = open_journal(), open_journal()
    batch = a_batch(asleep)
    (call,) = batch.take(1, AT).calls
    heir.take_over(call.key)
    assert batch.give_back([call.key, "unheard-of"]) == 0
    assert the_call(heir, call.key).session == heir.session
    send(heir, call)


def test_rows_of_dead_runner(open_journal: Open) -> None:
    """Rows of a dead runner are given back if they were not sent, and held if they were."""
    dead, heir = open_journal(), open_journal()
    taken = a_batch(dead).take(2, AT).calls
    send(dead, taken[0])
    dead.close()
    assert heir.settle() == 1
    assert [the_call(heir, call.key).state for call in taken] == [State.HELD, State.PLANNED]
    assert heir.batch("cats", AT).spent == 3.0


def test_budget_counts_reserved_credits(journal: Journal) -> None:
    """The budget counts reserved credits."""
    batch = a_batch(journal)
    taken = batch.take(10, AT, budget=10.0)
    assert (len(taken.calls), taken.short, batch.spent) == (3, 2.0, 9.0)
    send(journal, taken.calls[0])
    journal.record.note(Answered(taken.calls[0].key, task(credits_reserved=2.0), AT)).result()
    assert batch.spent == 8.0
    assert batch.take(10, AT, budget=11.0).calls[0].line == 4


def test_failed_rows_free_budget(journal: Journal) -> None:
    """Rows that fail or are given back free their part of the budget."""
    batch = a_batch(journal)
    first, second = batch.take(2, AT).calls
    send(journal, first)
    journal.record.note(Answered(first.key, task(), AT)).result()
    journal.record.note(Ended(broken(), AT)).result()
    assert batch.spent == 3.0
    assert batch.give_back([first.key, second.key]) == 1
    assert batch.spent == 0.0
    assert the_call(journal, second.key).state is State.PLANNED


def test_current_prices_count(journal: Journal) -> None:
    """The price known now counts, not the one that was noted with the row."""
    batch = a_batch(journal)
    taken = batch.take(10, AT, budget=10.0, expect=exactly(4.0))
    assert (len(taken.calls), taken.short, batch.spent) == (2, 2.0, 8.0)
    assert {the_call(journal, call.key).credits_expected for call in taken.calls} == {4.0}


def test_unknown_price_blocks_next_row(journal: Journal) -> None:
    """While the price of a row is unknown, no other row is taken."""
    batch = a_batch(journal, 4)
    known = Known(lambda call: Price() if call.line == 3 else Price(4.0, 4.0))
    first = batch.take(10, AT, budget=100.0, expect=known)
    assert [call.line for call in first.calls] == [1, 2, 3]
    assert batch.take(10, AT, budget=100.0, expect=known) == Taken((), short=math.inf)
    send(journal, first.calls[2])
    journal.record.note(Answered(first.calls[2].key, task(1, credits_reserved=70.0), AT)).result()
    assert [call.line for call in batch.take(10, AT, budget=100.0, expect=known).calls] == [4]


def test_only_last_call_may_exceed_budget(journal: Journal) -> None:
    """If calls cost the worst, only the last one can exceed the budget."""
    batch = a_batch(journal, 10)
    dear = Known(lambda _: Price(2.0, 20.0))
    assert len(batch.take(10, AT, budget=50.0, expect=dear).calls) == 3, "2, on top of twice 20"
    assert batch.take(10, AT, budget=50.0, expect=dear).short == 12.0
    assert batch.spent == 6.0, "shown to people as expected"


def test_task_without_reservation(journal: Journal) -> None:
    """A task without reserved credits is settled by its end."""
    batch = a_batch(journal, 3)
    dear = Known(lambda _: Price(2.0, 20.0))
    (first,) = batch.take(1, AT, budget=21.0, expect=dear).calls
    send(journal, first)
    journal.record.note(Answered(first.key, task(1, credits_reserved=0.0), AT)).result()
    assert batch.take(1, AT, budget=21.0, expect=dear).short == 1.0
    journal.record.note(Ended(done(1, used=2.0), AT)).result()
    assert len(batch.take(1, AT, budget=21.0, expect=dear).calls) == 1


def test_held_call_counts_expected_cost(journal: Journal) -> None:
    """A held call counts with what such calls are known to cost now."""
    batch = a_batch(journal, 3)
    (first,) = batch.take(1, AT, budget=20.0, expect=exactly(2.0)).calls
    send(journal, first)
    journal.record.note(Uncertain(first.key, "lost")).result()
    assert batch.take(1, AT, budget=20.0, expect=Known(lambda _: Price(12.0, 120.0))).short == 4.0


def test_overrun_counts_for_running_tasks(journal: Journal) -> None:
    """If tasks cost more than reserved, the running ones count with more as well."""
    batch = a_batch(journal, 3)
    (first,) = batch.take(1, AT, budget=20.0, expect=exactly(3.0)).calls
    send(journal, first)
    journal.record.note(Answered(first.key, task(1, credits_reserved=5.0), AT)).result()
    thrice = Known(lambda _: Price(6.0, 6.0), overrun=3.0)
    assert batch.take(1, AT, budget=20.0, expect=thrice).short == 1.0


def test_spent_budget_blocks_unknown_price(journal: Journal) -> None:
    """When the budget is spent, no row of unknown price is taken."""
    batch = a_batch(journal, 2, credits_expected=None)
    (first,) = batch.take(1, AT, budget=3.0).calls
    send(journal, first)
    journal.record.note(Answered(first.key, task(1), AT)).result()
    taken = batch.take(1, AT, budget=3.0)
    assert (taken.calls, taken.short, batch.spent) == ((), math.inf, 3.0)
    assert len(batch.take(1, AT, budget=3.5).calls) == 1


def test_row_outside_manifest_not_taken(journal: Journal) -> None:
    """A row that is given back after it left the manifest is not taken."""
    batch = a_batch(journal, 2)
    one, two = batch.take(2, AT).calls
    batch.replace([each for each in rows(2) if each.row_id == two.row_id], AT)
    assert batch.give_back([one.key, two.key]) == 2
    assert [call.id for call in batch.take(2, AT).calls] == [two.id]


def test_rows_kept_with_batch(journal: Journal) -> None:
    """Pruning keeps the rows of an unfinished batch, so that none is paid twice."""
    batch = a_batch(journal, 2)
    one, two = batch.take(2, AT).calls
    for number, call in enumerate((one, two), start=1):
        send(journal, call)
        journal.record.note(Answered(call.key, task(number), AT)).result()
    journal.record.note(Ended(broken(1), AT)).result()
    assert journal.prune(AT + 1, now=AT + 10 * DAY) == 0
    assert batch.replace(rows(2), AT) == 0
    journal.record.note(Ended(broken(2), AT)).result()
    assert journal.prune(AT, now=AT + 10 * DAY) == 0
    assert journal.prune(AT + 1, now=AT + 10 * DAY) == 2


def test_tallies_match_sum(journal: Journal) -> None:
    """The totals by state agree with the running sum of the batch."""
    batch = a_batch(journal)
    for number, call in enumerate(batch.take(6, AT).calls):
        send(journal, call)
        if number:
            journal.record.note(Answered(call.key, task(number, credits_reserved=2.5), AT)).result()
    journal.record.note(Ended(done(1, used=1.5), AT)).result()
    journal.record.note(Ended(done(2), AT)).result()
    journal.record.note(Ended(broken(3), AT)).result()
    tallies = batch.tallies()
    assert tallies == {
        State.PLANNED: StateTotals(4, 0.0, 0.0),
        State.INTENT: StateTotals(1, 3.0, 0.0),
        State.SUBMITTED: StateTotals(2, 5.0, 0.0),
        State.COMPLETED: StateTotals(2, 4.0, 1.5),
        State.FAILED: StateTotals(1, 0.0, 0.0),
    }
    assert batch.spent == sum(tally.committed for tally in tallies.values())


def test_one_transaction_counted_once(journal: Journal) -> None:
    """Facts and rows in one transaction are counted once."""
    batch = a_batch(journal)
    (first,) = batch.take(1, AT).calls
    send(journal, first)
    go_on = held_up(journal)
    journal.record.note(Answered(first.key, task(credits_reserved=2.0), AT))
    threading.Timer(0.3, go_on.set).start()
    taken = batch.take(10, AT, budget=11.0)
    assert (len(taken.calls), taken.short, batch.spent) == (3, 3.0, 11.0)


def test_rate_allows_one_second(journal: Journal) -> None:
    """A rate allows the calls of one second, and then tells how long to wait."""
    batch = a_batch(journal, 20)
    as_asked = batch.take(4, AT, rate=4.0)
    assert (len(as_asked.calls), as_asked.wait) == (4, 0.0)
    none = batch.take(20, AT, rate=4.0)
    assert none.calls == ()
    assert none.wait == pytest.approx(0.25, abs=0.01)
    assert len(batch.take(20, AT + 0.5, rate=4.0).calls) == 2
    assert len(batch.take(20, AT + 100, rate=4.0).calls) == 4


def test_rate_shared_by_workers(open_journal: Open) -> None:
    """All workers share one rate."""
    one, other = open_journal(), open_journal()
    batch = a_batch(one, 20)
    assert len(batch.take(20, AT, rate=4.0).calls) == 4
    assert other.batch("cats", AT).take(20, AT, rate=4.0).calls == ()


def test_batches_share_no_limits(journal: Journal) -> None:
    """Batches in one journal share neither rows nor budget nor rate."""
    cats, dogs = a_batch(journal, 4), journal.batch("dogs", AT)
    assert dogs.add(rows(4), AT) == 4
    taken = dogs.take(4, AT, budget=6.0, rate=2.0).calls
    assert {call.batch for call in taken} == {dogs.id}
    assert (len(taken), cats.spent, dogs.spent) == (2, 0.0, 6.0)
    assert len(cats.take(4, AT, budget=12.0, rate=4.0).calls) == 4
    assert (cats.spent, dogs.spent) == (12.0, 6.0)
    assert dogs.give_back([call.key for call in taken]) == 2
    assert (cats.spent, dogs.spent) == (12.0, 0.0)


def test_batches_keep_their_manifests(journal: Journal) -> None:
    """Batches in one journal keep their manifests apart."""
    cats, dogs = a_batch(journal, 3), journal.batch("dogs", AT)
    assert dogs.replace((replace(row, line=row.line + 10) for row in rows(3)), AT) == 3
    (_, cat), (_, dog) = (run.take(2, AT).calls for run in (cats, dogs))
    again = cats.retry(cat, AT)
    assert (again.batch, again.row_id, again.attempt) == (cats.id, "row-2", 2)
    assert [(call.line, call.attempt) for call in dogs.rows()] == [(11, 1), (12, 1), (13, 1)]
    assert list(dogs.begun()) == ["row-1", "row-2"]
    assert dogs.retry(dog, AT).batch == dogs.id
    assert cats.replace((replace(row, line=4 - row.line) for row in rows(2)), AT) == 0
    assert [(call.line, call.row_id, call.attempt) for call in cats.rows()] == [(2, "row-2", 2), (3, "row-1", 1)]
    assert [(call.line, call.row_id, call.attempt) for call in dogs.rows()] == [
        (11, "row-1", 1),
        (12, "row-2", 2),
        (13, "row-3", 1),
    ]
    assert cats.standing() == {(State.INTENT, False): 1, (State.PLANNED, False): 1}
    assert dogs.standing() == {(State.INTENT, False): 1, (State.PLANNED, False): 2}


def test_failed_row_outside_manifest(journal: Journal) -> None:
    """A row that fails after it left the manifest gets no new call."""
    batch = a_batch(journal, 2)
    one, two = batch.take(2, AT).calls
    send(journal, one)
    journal.record.note(Answered(one.key, task(), AT)).result()
    batch.replace([each for each in rows(2) if each.row_id == two.row_id], AT)
    journal.record.note(Ended(broken(), AT)).result()
    assert batch.retry(one, AT).line is None
    assert batch.take(2, AT).calls == ()


def test_rows_counted_by_unsaved_images(journal: Journal) -> None:
    """Rows are counted by whether they have unsaved images."""
    batch = a_batch(journal, 4)
    for number, call in enumerate(batch.take(3, AT).calls, start=1):
        send(journal, call)
        journal.record.note(Answered(call.key, task(number), AT)).result()
    journal.record.note(Ended(done(1, links=2), AT)).result()
    journal.record.note(Ended(done(2), AT)).result()
    save(journal, 1)
    save(journal, 2)
    assert batch.standing() == {
        (State.PLANNED, False): 1,
        (State.SUBMITTED, False): 1,
        (State.COMPLETED, False): 1,
        (State.COMPLETED, True): 1,
    }


@pytest.mark.parametrize(
    "read",
    [
        lambda batch: batch.spent == 1.5,
        lambda batch: len(list(batch.calls(State.COMPLETED))) == 1,
        lambda batch: len(list(batch.rows({State.COMPLETED}))) == 1,
        lambda batch: batch.standing() == {(State.COMPLETED, True): 1},
        lambda batch: len(list(batch.unsaved())) == 1,
        lambda batch: batch.tallies() == {State.COMPLETED: StateTotals(1, 1.5, 1.5)},
    ],
)
def test_new_facts_are_read(journal: Journal, read: Callable[[Batch], bool]) -> None:
    """Every reading method sees what was noted just before."""
    batch = a_batch(journal, 1)
    (call,) = batch.take(1, AT).calls
    send(journal, call)
    go_on = held_up(journal)
    journal.record.note(Answered(call.key, done(used=1.5), AT))
    threading.Timer(0.1, go_on.set).start()
    assert read(batch)


def test_closed_journal_takes_no_rows(journal: Journal) -> None:
    """A closed journal takes no rows."""
    batch = journal.batch("cats", AT)
    journal.close()
    for note in (batch.add, batch.replace):
        with pytest.raises(JournalFailed, match="is closed"):
            note(rows(1), AT)


def test_clock_set_back() -> None:
    """A clock that is set back causes no long wait."""
    bucket = Bucket(2.0, full_at=AT + 1e6, at=AT)
    assert int(bucket.tokens) == 0
    assert bucket.wait == pytest.approx(0.5, abs=0.01)


def test_slow_rate_starts_one() -> None:
    """A rate below one call per second starts one call at a time."""
    bucket = Bucket(0.1, full_at=0.0, at=AT)
    assert int(bucket.tokens) == 1
    bucket.take(1)
    assert bucket.wait == pytest.approx(10.0, abs=0.01)


def test_only_named_rows_taken(journal: Journal) -> None:
    """Only rows with the given numbers are taken."""
    batch = a_batch(journal)
    fifth = list(batch.calls())[4]
    assert [call.line for call in batch.take(3, AT, only=[fifth.id]).calls] == [5]
    assert batch.take(3, AT, only=[fifth.id]).calls == ()


def test_retry_planned_once(journal: Journal) -> None:
    """A retry plans a new call of the same row, and only once."""
    batch = a_batch(journal, 1)
    (call,) = batch.take(1, AT).calls
    again = [batch.retry(call, AT + 5) for _ in range(2)]
    assert again[0] == again[1]
    assert (again[0].row_id, again[0].attempt, again[0].body, again[0].state) == ("row-1", 2, call.body, State.PLANNED)
    assert again[0].key != call.key
    assert [found.attempt for found in batch.take(5, AT).calls] == [2]


def test_heir_takes_tasks_and_images(open_journal: Open) -> None:
    """Tasks and unsaved images of a dead runner go to the next one."""
    dead, heir = open_journal(), open_journal()
    batch = a_batch(dead)
    for number, call in enumerate(batch.take(2, AT).calls):
        send(dead, call)
        dead.record.note(Answered(call.key, task(number), AT)).result()
    dead.record.note(Ended(done(1), AT)).result()
    dead.close()
    assert heir.take_up() == []
    assert [call.state for call in heir.take_up(batch.id)] == [State.SUBMITTED, State.COMPLETED]
    assert [call.task_id for call in heir.batch("cats", AT).unsaved()] == [task(1).id]
