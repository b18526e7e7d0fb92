"""When the task of a callback is read."""

from itertools import pairwise

from evolink._calls.callback_ids import CallbackIds


def test_schedule() -> None:
    """An ID is due at once, and then at growing intervals for a day."""
    ids = CallbackIds()
    assert ids.hear("a", now=0.0)
    times: list[float] = []
    while (due := ids.next_due()) is not None:
        assert ids.take(due) == "a"
        times.append(due)
        if not ids.retry_later("a", due):
            break
    assert times[:5] == [0, 1, 3, 7, 15]
    assert max(after - before for before, after in pairwise(times)) == 1800
    assert 24 * 3600 <= times[-1] < 25 * 3600
    assert "a" not in ids


def test_take_before_due() -> None:
    """No ID is returned before it is due."""
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    assert ids.take(0.0) == "a"
    assert ids.retry_later("a", 10.0)
    assert ids.take(10.9) is None
    assert ids.take(11.0) == "a"


def test_callback_during_read() -> None:
    """A callback during a read makes the ID due again, after that read."""
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    assert ids.take(0.0) == "a"
    assert ids.hear("a", now=0.5)
    assert ids.take(0.5) is None
    assert ids.retry_later("a", 0.6)
    assert ids.take(0.6) == "a"


def test_later_callback() -> None:
    """Another callback makes a waiting ID due at once."""
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    for now in (0.0, 1.0, 3.0):
        assert ids.take(now) == "a"
        ids.retry_later("a", now)
    ids.hear("a", now=4.0)
    assert ids.take(4.0) == "a"
    ids.mark_done("a")
    assert ids.next_due() is None


def test_done_id() -> None:
    """A finished ID is remembered and never due again."""
    ids = CallbackIds()
    ids.hear("a", now=0.0)
    assert ids.take(0.0) == "a"
    ids.mark_done("a")
    assert ids.hear("a", now=1.0)
    assert ids.next_due() is None
    assert "a" in ids


def test_most_ids() -> None:
    """The number of waiting IDs is limited; callbacks for known IDs are always accepted."""
    ids = CallbackIds(most=2)
    assert ids.hear("a", now=0.0)
    assert ids.hear("b", now=0.0)
    assert not ids.hear("c", now=0.0)
    assert ids.hear("a", now=1.0)
    assert ids.take(1.0) == "b"
    ids.mark_done("b")
    assert ids.hear("c", now=1.0)


def test_hasten() -> None:
    """Hastening makes every ID due now, except those being read."""
    ids = CallbackIds()
    for task_id in "ab":
        ids.hear(task_id, now=0.0)
        assert ids.take(0.0) == task_id
    ids.retry_later("a", 0.0)
    ids.make_all_due(0.1)
    assert ids.take(0.1) == "a"
    assert ids.take(0.1) is None
