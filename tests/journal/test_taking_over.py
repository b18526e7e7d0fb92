"""Whose a call is: dead sessions, stale writers, late answers."""

import os
from pathlib import Path

import pytest

from evolink._task.record import Answered, Ended, Intent, Planned, Refused, Uncertain
from evolink.errors import Fenced, JournalBusy, JournalFailed, RequestRefused
from evolink.journal import State
from tests.journal._stories import (
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


def test_what_a_dead_process_sent_is_held_when_the_journal_is_opened(open_journal: Open) -> None:
    first = open_journal()
    intend(first)
    first.close()
    assert [call.key for call in open_journal().held()] == [KEY]


def test_what_a_living_process_sent_is_left_alone(open_journal: Open) -> None:
    sender = open_journal()
    intend(sender)
    other = open_journal()
    assert other.settle() == 0
    assert the_call(other).state is State.INTENT


def test_settling_tells_how_many_were_held(open_journal: Open) -> None:
    sender, other = open_journal(), open_journal()
    for number in range(3):
        intend(sender, f"{KEY}-{number}")
    sender.close()
    assert (other.settle(), other.settle()) == (3, 0)


def test_tasks_of_the_dead_are_taken_up_once_and_those_of_the_living_never(open_journal: Open) -> None:
    dead, living, heir = open_journal(), open_journal(), open_journal()
    submit(dead, 1)
    submit(living, 2)
    dead.close()
    assert [call.task_id for call in heir.take_up()] == [task(1).id]
    assert heir.take_up() == []
    assert living.take_up() == []


def test_as_many_are_taken_up_as_were_asked_for(open_journal: Open) -> None:
    dead, heir = open_journal(), open_journal()
    for number in range(5):
        submit(dead, number)
    dead.close()
    assert [len(heir.take_up(limit=2)) for _ in range(4)] == [2, 2, 1, 0]


def test_a_picture_that_somebody_wanted_as_a_file_is_taken_up_too(open_journal: Open) -> None:
    dead, heir = open_journal(), open_journal()
    for number in (1, 2, 3):
        complete(dead, number)
    dead.record.note(Planned(task(2).id, 0, Path("/pictures/2"), overwrite=False)).result()
    dead.record.note(Planned(task(3).id, 0, Path("/pictures/3"), overwrite=False)).result()
    save(dead, 3)
    dead.close()
    (call,) = heir.take_up()
    assert call.task_id == task(2).id
    assert call.unsaved[0].path == Path("/pictures/2")


def test_a_stale_writer_is_fenced_off_and_nothing_is_written(open_journal: Open) -> None:
    stale, heir = open_journal(), open_journal()
    key = submit(stale)
    heir.take_over(key)
    before = the_call(heir, key)
    for told in (stale.record.note(Ended(done(), AT)), stale.record.note(Ended(broken(), AT))):
        with pytest.raises(Fenced, match="is held by process"):
            told.result()
    assert the_call(heir, key) == before
    heir.record.note(Ended(done(), AT)).result()
    assert the_call(heir, key).state is State.COMPLETED


def test_a_stale_writer_neither_refuses_nor_holds_nor_saves(open_journal: Open) -> None:
    stale, heir = open_journal(), open_journal()
    intend(stale)
    heir.take_over(KEY)
    heir.resend(KEY)
    before = the_call(heir)
    for told in (stale.record.note(Refused(KEY, REFUSED, AT)), stale.record.note(Uncertain(KEY, "lost"))):
        with pytest.raises(Fenced):
            told.result()
    assert the_call(heir) == before
    key = complete(stale, 2)
    heir.take_over(key)
    with pytest.raises(Fenced):
        stale.record.note(Planned(task(2).id, 0, Path("/pictures/stale"), overwrite=True)).result()
    with pytest.raises(Fenced):
        save(stale, 2)
    assert the_call(heir, key).unsaved[0].path is None


def test_a_stale_writer_is_fenced_off_even_if_who_took_the_call_over_has_died_since(open_journal: Open) -> None:
    stale, heir = open_journal(), open_journal()
    intend(stale)
    heir.take_over(KEY)
    heir.resend(KEY)
    intend(heir)
    heir.close()
    with pytest.raises(Fenced):
        stale.record.note(Refused(KEY, REFUSED, AT)).result()
    assert the_call(stale).state is State.RESENT, "the heir's request may be charged"


def test_a_late_answer_to_a_held_call_is_recorded(open_journal: Open) -> None:
    slow, other = open_journal(), open_journal()
    intend(slow)
    assert other.take_over(KEY).state is State.HELD
    slow.record.note(Answered(KEY, task(), AT)).result()
    assert the_call(other).task_id == task().id
    slow.record.note(Ended(done(), AT)).result()
    assert the_call(other).state is State.COMPLETED


def test_a_second_task_for_one_call_is_told_as_paid_twice(open_journal: Open) -> None:
    slow, other = open_journal(), open_journal()
    intend(slow)
    other.take_over(KEY)
    other.resend(KEY)
    assert intend(other) is None
    other.record.note(Answered(KEY, task(1), AT)).result()
    with pytest.raises(Fenced, match="task-unified-2 was made too, beside task-unified-1: both may be charged"):
        slow.record.note(Answered(KEY, task(2), AT)).result()
    assert the_call(other).task_id == task(1).id


def test_a_held_call_is_sent_again_once_per_resend(open_journal: Open) -> None:
    journal = open_journal()
    lose(journal)
    assert journal.resend(KEY) == the_call(journal)
    assert journal.record.note(Intent(post(), None, AT + 9)).result() is None
    with pytest.raises(Fenced, match="is not held by now"):
        journal.resend(KEY)
    assert the_call(journal).sent_at == AT, "the first sending is the one that may have been charged"
    assert journal.record.note(Intent(post(), None, AT + 9)).exception() is not None


def test_a_resend_that_never_came_to_be_sent_leaves_the_call_held(open_journal: Open) -> None:
    first = open_journal()
    lose(first)
    first.resend(KEY)
    first.close()
    assert [call.key for call in open_journal().held()] == [KEY]


def test_an_unknown_process_that_reads_a_dead_one_s_task_notes_its_end(open_journal: Open) -> None:
    dead, reader = open_journal(), open_journal()
    key = submit(dead)
    dead.close()
    reader.record.note(Ended(done(), AT)).result()
    assert the_call(reader, key).state is State.COMPLETED


def test_an_unknown_process_leaves_a_living_one_s_task_to_it(open_journal: Open) -> None:
    holder, reader = open_journal(), open_journal()
    key = submit(holder)
    with pytest.raises(Fenced):
        reader.record.note(Ended(done(), AT)).result()
    assert the_call(reader, key).state is State.SUBMITTED


def test_a_second_runner_is_refused_and_told_who_is_at_it(open_journal: Open) -> None:
    first, second = open_journal(), open_journal()
    with first.only_runner(), pytest.raises(JournalBusy, match=f"process {os.getpid()} on "), second.only_runner():
        pass
    with second.only_runner():
        pass


def test_a_runner_is_known_by_name_even_after_a_journal_was_pruned(open_journal: Open) -> None:
    first, second = open_journal(), open_journal()
    with first.only_runner():
        second.prune(AT)
        with pytest.raises(JournalBusy, match=f"process {os.getpid()} on "), second.only_runner():
            pass


def test_a_call_that_is_not_there_is_taken_over_by_nobody(open_journal: Open) -> None:
    with pytest.raises(JournalFailed, match="there is no call unheard-of"):
        open_journal().take_over("unheard-of")


def test_a_runner_that_died_is_in_nobody_s_way(open_journal: Open) -> None:
    first, second = open_journal(), open_journal()
    with first.only_runner():
        first.close()
        with second.only_runner():
            pass
