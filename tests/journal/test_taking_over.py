"""Whose a call is: dead sessions, stale writers, late answers."""

import os
from pathlib import Path

import pytest

from evolink._task.record import Answered, Ended, Intent, Planned, Refused, Uncertain
from evolink.errors import Fenced, JournalBusy, JournalFailed, RequestRefused
from evolink.journal import State
from tests.journal._scenarios import (
    AT,
    KEY,
    broken,
    complete,
    done,
    intend,
    lose,
    post,
    save,
    submit,
    task,
    the_call,
)
from tests.journal.conftest import Open

REFUSED = RequestRefused("no", status=400)


def test_dead_process_calls_held(open_journal: Open) -> None:
    """What a dead process sent is held when the journal is opened."""
    first = open_journal()
    intend(first)
    first.close()
    assert [call.key for call in open_journal().held()] == [KEY]


def test_living_process_calls_kept(open_journal: Open) -> None:
    """What a living process sent stays as it is."""
    sender = open_journal()
    intend(sender)
    other = open_journal()
    assert other.settle() == 0
    assert the_call(other).state is State.INTENT


def test_settle_returns_count(open_journal: Open) -> None:
    """Settling returns how many calls were held."""
    sender, other = open_journal(), open_journal()
    for number in range(3):
        intend(sender, f"{KEY}-{number}")
    sender.close()
    assert (other.settle(), other.settle()) == (3, 0)


def test_tasks_taken_up_once(open_journal: Open) -> None:
    """Tasks of dead processes are taken over once, and those of living ones never."""
    dead, living, heir = open_journal(), open_journal(), open_journal()
    submit(dead, 1)
    submit(living, 2)
    dead.close()
    assert [call.task_id for call in heir.take_up()] == [task(1).id]
    assert heir.take_up() == []
    assert living.take_up() == []


def test_take_up_limit(open_journal: Open) -> None:
    """No more calls are taken over than were asked for."""
    dead, heir = open_journal(), open_journal()
    for number in range(5):
        submit(dead, number)
    dead.close()
    assert [len(heir.take_up(limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_wanted_images_taken_up(open_journal: Open) -> None:
    """A call with an image that was still to be saved is taken over as well."""
    dead, heir = open_journal(), open_journal()
    for number in (1, 2, 3):
        complete(dead, number)
    dead.record.note(Planned(task(2).id, 0, Path("/images/2"), overwrite=False)).result()
    dead.record.note(Planned(task(3).id, 0, Path("/images/3"), overwrite=False)).result()
    save(dead, 3)
    dead.close()
    (call,) = heir.take_up()
    assert call.task_id == task(2).id
    assert call.unsaved[0].path == Path("/images/2")


def test_stale_writer_is_fenced(open_journal: Open) -> None:
    """A session that lost a call can't note its end."""
    stale, heir = open_journal(), open_journal()
    key = submit(stale)
    heir.take_over(key)
    before = the_call(heir, key)
    for noted in (stale.record.note(Ended(done(), AT)), stale.record.note(Ended(broken(), AT))):
        with pytest.raises(Fenced, match="is held by process"):
            noted.result()
    assert the_call(heir, key) == before
    heir.record.note(Ended(done(), AT)).result()
    assert the_call(heir, key).state is State.COMPLETED


def test_stale_writer_changes_nothing(open_journal: Open) -> None:
    """A session that lost a call can neither refuse nor hold nor save it."""
    stale, heir = open_journal(), open_journal()
    intend(stale)
    heir.take_over(KEY)
    heir.resend(KEY)
    before = the_call(heir)
    for noted in (stale.record.note(Refused(KEY, REFUSED, AT)), stale.record.note(Uncertain(KEY, "lost"))):
        with pytest.raises(Fenced):
            noted.result()
    assert the_call(heir) == before
    key = complete(stale, 2)
    heir.take_over(key)
    with pytest.raises(Fenced):
        stale.record.note(Planned(task(2).id, 0, Path("/images/stale"), overwrite=True)).result()
    with pytest.raises(Fenced):
        save(stale, 2)
    assert the_call(heir, key).unsaved[0].path is None


def test_stale_writer_fenced_after_heir_died(open_journal: Open) -> None:
    """A session that lost a call stays fenced off even after the new holder has died."""
    stale, heir = open_journal(), open_journal()
    intend(stale)
    heir.take_over(KEY)
    heir.resend(KEY)
    intend(heir)
    heir.close()
    with pytest.raises(Fenced):
        stale.record.note(Refused(KEY, REFUSED, AT)).result()
    assert the_call(stale).state is State.RESENT, "the heir's request may be charged"


def test_late_answer_of_held_call(open_journal: Open) -> None:
    """A late answer to a held call is noted."""
    slow, other = open_journal(), open_journal()
    intend(slow)
    assert other.take_over(KEY).state is State.HELD
    slow.record.note(Answered(KEY, task(), AT)).result()
    assert the_call(other).task_id == task().id
    slow.record.note(Ended(done(), AT)).result()
    assert the_call(other).state is State.COMPLETED


def test_second_task_is_reported(open_journal: Open) -> None:
    """A second task for one call is reported as charged twice."""
    slow, other = open_journal(), open_journal()
    intend(slow)
    other.take_over(KEY)
    other.resend(KEY)
    assert intend(other) is None
    other.record.note(Answered(KEY, task(1), AT)).result()
    with pytest.raises(Fenced, match="task-unified-2 was created as well as task-unified-1: both may be charged"):
        slow.record.note(Answered(KEY, task(2), AT)).result()
    assert the_call(other).task_id == task(1).id


def test_resend_allows_one_request(open_journal: Open) -> None:
    """A resend allows one request."""
    journal = open_journal()
    lose(journal)
    assert journal.resend(KEY) == the_call(journal)
    assert journal.record.note(Intent(post(), None, AT + 9)).result() is None
    with pytest.raises(Fenced, match="is no longer held"):
        journal.resend(KEY)
    assert the_call(journal).sent_at == AT, "the first sending is the one that may have been charged"
    assert journal.record.note(Intent(post(), None, AT + 9)).exception() is not None


def test_unused_resend_stays_held(open_journal: Open) -> None:
    """A call stays held if its resend is never used."""
    first = open_journal()
    lose(first)
    first.resend(KEY)
    first.close()
    assert [call.key for call in open_journal().held()] == [KEY]


def test_reader_notes_end_for_dead_process(open_journal: Open) -> None:
    """A process that reads the task of a dead one notes its end."""
    dead, reader = open_journal(), open_journal()
    key = submit(dead)
    dead.close()
    reader.record.note(Ended(done(), AT)).result()
    assert the_call(reader, key).state is State.COMPLETED


def test_reader_leaves_living_process(open_journal: Open) -> None:
    """A process can't note the end of a living process's task."""
    holder, reader = open_journal(), open_journal()
    key = submit(holder)
    with pytest.raises(Fenced):
        reader.record.note(Ended(done(), AT)).result()
    assert the_call(reader, key).state is State.SUBMITTED


def test_second_runner_refused(open_journal: Open) -> None:
    """A second runner is refused, and the error names the first."""
    first, second = open_journal(), open_journal()
    with first.only_runner(), pytest.raises(JournalBusy, match=f"process {os.getpid()} on "), second.only_runner():
        pass
    with second.only_runner():
        pass


def test_runner_named_after_prune(open_journal: Open) -> None:
    """A runner has a name even after the journal was pruned."""
    first, second = open_journal(), open_journal()
    with first.only_runner():
        second.prune(AT)
        with pytest.raises(JournalBusy, match=f"process {os.getpid()} on "), second.only_runner():
            pass


def test_missing_call_not_taken_over(open_journal: Open) -> None:
    """A call that does not exist can't be taken over."""
    with pytest.raises(JournalFailed, match="there is no call unheard-of"):
        open_journal().take_over("unheard-of")


def test_dead_runner_blocks_nobody(open_journal: Open) -> None:
    """A dead runner blocks no other."""
    first, second = open_journal(), open_journal()
    with first.only_runner():
        first.close()
        with second.only_runner():
            pass
