"""What happens under an idempotency key that was used before."""

import pytest

from evolink._task.record import Answered, Ended, Intent, Refused, Uncertain, Withdrawn
from evolink.errors import Fenced, KeyTaken, RequestRefused, SubmissionUncertain
from evolink.journal import Journal, Row, State
from tests.journal._stories import AT, KEY, broken, complete, done, intend, lose, post, refuse, submit, task, the_call
from tests.journal.conftest import Open


def test_the_same_request_is_given_the_task_that_was_made(journal: Journal) -> None:
    key = submit(journal)
    known = intend(journal, key)
    assert (known.id, known.status, known.credits_reserved) == (task().id, "pending", 3.0)


def test_the_order_of_parameters_makes_no_other_request(journal: Journal) -> None:
    intend(journal, n=2, size="1:1")
    journal.record.note(Answered(KEY, task(), AT)).result()
    assert intend(journal, size="1:1", n=2).id == task().id


def test_a_completed_task_comes_with_its_links(journal: Journal) -> None:
    known = intend(journal, complete(journal, links=2))
    assert known.completed
    assert known.results == done(links=2).results
    assert known.created == AT


def test_a_failed_task_comes_with_its_reason(journal: Journal) -> None:
    key = submit(journal)
    journal.record.note(Ended(broken(), AT)).result()
    known = intend(journal, key)
    assert known.failed
    assert known.error == broken().error


def test_another_request_under_the_key_is_refused_and_both_are_named(journal: Journal) -> None:
    key = submit(journal)
    before = the_call(journal, key)
    with pytest.raises(
        KeyTaken, match=r"gpt-4o-image, noted as call \d+ \([0-9a-f]{12}\); this one is of .*"
    ) as caught:
        intend(journal, key, prompt="a dog")
    assert caught.value.idempotency_key == key
    assert before.fingerprint[:12] in caught.value.message
    assert the_call(journal, key) == before


def test_a_held_call_is_not_sent_again_and_says_how_it_could_be(journal: Journal) -> None:
    lose(journal)
    with pytest.raises(SubmissionUncertain, match="resend_held=True") as caught:
        intend(journal)
    assert (caught.value.idempotency_key, caught.value.sent_at) == (KEY, AT)
    assert the_call(journal).state is State.HELD


def test_a_refused_call_may_be_sent_again(journal: Journal) -> None:
    refuse(journal)
    assert intend(journal) is None
    assert the_call(journal).state is State.INTENT


def test_a_refused_call_that_was_not_sent_again_stays_refused(journal: Journal) -> None:
    refuse(journal)
    intent = Intent(post(), None, AT)
    assert journal.record.note(intent).result() is None
    journal.record.note(Withdrawn(intent)).result()
    assert the_call(journal).state is State.REFUSED


def test_a_held_call_that_was_not_sent_again_after_all_is_held_once_more(journal: Journal) -> None:
    lose(journal)
    journal.resend(KEY)
    intent = Intent(post(), None, AT)
    assert journal.record.note(intent).result() is None
    journal.record.note(Withdrawn(intent)).result()
    assert the_call(journal).state is State.HELD


def test_a_held_call_that_is_refused_when_it_is_sent_again_stays_held(journal: Journal) -> None:
    lose(journal)
    before = the_call(journal)
    journal.resend(KEY)
    assert intend(journal, at=AT + 60) is None
    assert the_call(journal).state is State.RESENT
    assert journal.record.note(Refused(KEY, RequestRefused("no", status=400), AT + 61)).result() == AT
    after = the_call(journal)
    assert (after.state, after.sent_at, after.error_message) == (State.HELD, AT, before.error_message)
    with pytest.raises(SubmissionUncertain, match="resend_held=True"):
        intend(journal)


def test_a_held_call_that_is_sent_again_may_be_lost_again_or_have_its_task(journal: Journal) -> None:
    lose(journal)
    journal.resend(KEY)
    intend(journal)
    journal.record.note(Uncertain(KEY, "lost again")).result()
    assert the_call(journal).state is State.HELD
    journal.resend(KEY)
    intend(journal)
    journal.record.note(Answered(KEY, task(), AT)).result()
    assert the_call(journal).state is State.SUBMITTED


def test_a_call_that_is_being_sent_again_is_held_when_its_sender_is_found_dead(open_journal: Open) -> None:
    sender, other = open_journal(), open_journal()
    lose(sender)
    sender.resend(KEY)
    intend(sender)
    with pytest.raises(SubmissionUncertain, match="waits for the answer"):
        intend(other)
    with pytest.raises(Fenced, match="is not held by now"):
        other.resend(KEY)
    sender.close()
    assert other.settle() == 1
    assert (the_call(other).state, the_call(other).error_message) == (State.HELD, "the connection was lost")


def test_a_call_that_waits_for_its_answer_is_not_sent_beside_it(open_journal: Open) -> None:
    sender, other = open_journal(), open_journal()
    intend(sender)
    for journal in (sender, other):
        with pytest.raises(SubmissionUncertain, match="waits for the answer"):
            intend(journal)
    sender.record.note(Answered(KEY, task(), AT)).result()
    assert the_call(other).state is State.SUBMITTED


def test_a_call_whose_sender_died_is_held_when_its_key_is_used(open_journal: Open) -> None:
    sender, other = open_journal(), open_journal()
    intend(sender)
    sender.close()
    with pytest.raises(SubmissionUncertain, match="has ended since"):
        intend(other)
    assert the_call(other).state is State.HELD


def test_a_row_that_nobody_took_is_sent_by_nobody(journal: Journal) -> None:
    batch = journal.batch("cats", AT)
    batch.add([Row("1", 1, "gpt-4o-image", (post().body or b"").decode())], AT)
    (row,) = batch.calls()
    with pytest.raises(Fenced, match="not this session's to send"):
        intend(journal, row.key)
