"""Which ids of callbacks are read when."""

from itertools import pairwise

from evolink._calls.callback_ids import CallbackIds


def test_an_id_is_due_at_once_and_then_less_and_less_often_for_a_day() -> None:
    ids = CallbackIds()
    assert ids.hear("a", now=0.0)
    times: list[float] = []
    while (due := ids.next_due()) is not None:
        assert ids.take(due) == "a"
        times.append(due)
        if not ids.again("a", due):
            break
    assert times[:5] == [0, 1, 3, 7, 15]
    assert max(after - before for before, after in pairwise(times)) == 1800
    assert 24 * 3600 <= times[-1] < 25 * 3600
    assert "a" not in ids


def test_nothing_is_taken_before_it_is_due() -> None:
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    assert ids.take(0.0) == "a"
    assert ids.again("a", 10.0)
    assert ids.take(10.9) is None
    assert ids.take(11.0) == "a"


def test_a_callback_during_the_read_makes_the_id_due_again_and_never_two_reads_at_once() -> None:
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    assert ids.take(0.0) == "a"
    assert ids.hear("a", now=0.5)
    assert ids.take(0.5) is None
    assert ids.again("a", 0.6)
    assert ids.take(0.6) == "a"


def test_a_later_callback_makes_a_waiting_id_due_at_once() -> None:
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    for now in (0.0, 1.0, 3.0):
        assert ids.take(now) == "a"
        ids.again("a", now)
    ids.hear("a", now=4.0)
    assert ids.take(4.0) == "a"
    ids.done("a")
    assert ids.next_due() is None


def test_a_done_id_is_remembered_and_never_due_again() -> None:
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    assert ids.take(0.0) == "a"
    ids.done("a")
    assert ids.hear("a", now=1.0)
    assert ids.next_due() is None
    assert "a" in ids


def test_the_number_of_ids_that_wait_is_bounded_and_known_ones_stay_welcome() -> None:
    ids = CallbackIds(most=2)
    assert ids.hear("a", now=0.0)
    assert ids.hear("b", now=0.0)
    assert not ids.hear("c", now=0.0)
    assert ids.hear("a", now=1.0)
    assert ids.take(1.0) == "b"
    ids.done("b")
    assert ids.hear("c", now=1.0)


def test_hastened_ids_are_due_now_except_those_being_read() -> None:
    ids = CallbackIds()
    for task_id in "ab":
        ids.hear(task_id, now=0.0)
        assert ids.take(0.0) == task_id
    ids.again("a", 0.0)
    ids.hasten(0.1)
    assert ids.take(0.1) == "a"
    assert ids.take(0.1) is None
