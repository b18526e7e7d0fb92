"""What happens under an idempotency key that was used before."""

import pytest

from evolink._task.record import Answered, Ended, Intent, Refused, Uncertain, Withdrawn
from evolink.errors import Fenced, KeyTaken, RequestRefused, SubmissionUncertain
from evolink.journal import Journal, Row, State
from tests.journal._scenarios import AT, KEY, broken, complete, done, intend, lose, post, refuse, submit, task, the_call
from tests.journal.conftest import Open


def test_same_request_returns_task(journal: Journal) -> None:
    """The same request under the same key returns the task that was made."""
    key = submit(journal)
    known = intend(journal, key)
    assert (known.id, known.status, known.credits_reserved) == (task().id, "pending", 3.0)


def test_parameter_order_does_not_matter(journal: Journal) -> None:
    """Another order of the parameters is the same request."""
    intend(journal, n=2, size="1:1")
    journal.record.note(Answered(KEY, task(), AT)).result()
    assert intend(journal, size="1:1", n=2).id == task().id


def test_completed_task_has_links(journal: Journal) -> None:
    """A completed task is returned with its links."""
    known = intend(journal, complete(journal, links=2))
    assert known.completed
    assert known.results == done(links=2).results
    assert known.created == AT


def test_failed_task_has_reason(journal: Journal) -> None:
    """A failed task is returned with the reason."""
    key = submit(journal)
    journal.record.note(Ended(broken(), AT)).result()
    known = intend(journal, key)
    assert known.failed
    assert known.error == broken().error


def test_key_of_another_request(journal: Journal) -> None:
    """Another request under a used key is refused, and the error names both."""
    key = submit(journal)
    before = the_call(journal, key)
    with pytest.raises(
        KeyTaken, match=r"gpt-4o-image, recorded as call \d+ \([0-9a-f]{12}\); this request is for .*"
    ) as caught:
        intend(journal, key, prompt="a dog")
    assert caught.value.idempotency_key == key
    assert before.fingerprint[:12] in caught.value.message
    assert the_call(journal, key) == before


def test_held_call_not_resent(journal: Journal) -> None:
    """A held call is not sent again, and the error says how it could be."""
    lose(journal)
    with pytest.raises(SubmissionUncertain, match="resend_held=True") as caught:
        intend(journal)
    assert (caught.value.idempotency_key, caught.value.sent_at) == (KEY, AT)
    assert the_call(journal).state is State.HELD


def test_refused_call_may_be_resent(journal: Journal) -> None:
    """A refused call may be sent again."""
    refuse(journal)
    assert intend(journal) is None
    assert the_call(journal).state is State.INTENT


def test_withdrawn_resend_of_refused_call(journal: Journal) -> None:
    """A refused call stays refused if it was not sent again after all."""
    refuse(journal)
    intent = Intent(post(), None, AT)
    assert journal.record.note(intent).result() is None
    journal.record.note(Withdrawn(intent)).result()
    assert the_call(journal).state is State.REFUSED


def test_withdrawn_resend_of_held_call(journal: Journal) -> None:
    """A held call stays held if it was not sent again after all."""
    lose(journal)
    journal.resend(KEY)
    intent = Intent(post(), None, AT)
    assert journal.record.note(intent).result() is None
    journal.record.note(Withdrawn(intent)).result()
    assert the_call(journal).state is State.HELD


def test_refused_resend_stays_held(journal: Journal) -> None:
    """A held call stays held if its second request is refused."""
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


def test_resend_lost_or_answered(journal: Journal) -> None:
    """A call that is sent again may be lost again, or get its task."""
    lose(journal)
    journal.resend(KEY)
    intend(journal)
    journal.record.note(Uncertain(KEY, "lost again")).result()
    assert the_call(journal).state is State.HELD
    journal.resend(KEY)
    intend(journal)
    journal.record.note(Answered(KEY, task(), AT)).result()
    assert the_call(journal).state is State.SUBMITTED


def test_resend_of_dead_sender_is_held(open_journal: Open) -> None:
    """A call is held if the process that sent it again is found dead."""
    sender, other = open_journal(), open_journal()
    lose(sender)
    sender.resend(KEY)
    intend(sender)
    with pytest.raises(SubmissionUncertain, match="waiting for the response"):
        intend(other)
    with pytest.raises(Fenced, match="is no longer held"):
        other.resend(KEY)
    sender.close()
    assert other.settle() == 1
    assert (the_call(other).state, the_call(other).error_message) == (State.HELD, "the connection was lost")


def test_sending_call_not_resent(open_journal: Open) -> None:
    """A call that waits for its answer is not sent a second time."""
    sender, other = open_journal(), open_journal()
    intend(sender)
    for journal in (sender, other):
        with pytest.raises(SubmissionUncertain, match="waiting for the response"):
            intend(journal)
    sender.record.note(Answered(KEY, task(), AT)).result()
    assert the_call(other).state is State.SUBMITTED


def test_key_of_dead_sender(open_journal: Open) -> None:
    """A call whose sender died is held when its key is used again."""
    sender, other = open_journal(), open_journal()
    intend(sender)
    sender.close()
    with pytest.raises(SubmissionUncertain, match="ended before the response"):
        intend(other)
    assert the_call(other).state is State.HELD


def test_untaken_row_not_sent(journal: Journal) -> None:
    """A row that has not been taken can't be sent."""
    batch = journal.batch("cats", AT)
    batch.add([Row("1", 1, "gpt-4o-image", (post().body or b"").decode())], AT)
    (row,) = batch.calls()
    with pytest.raises(Fenced, match="not this session's to send"):
        intend(journal, row.key)
