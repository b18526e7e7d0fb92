"""What the mock keeps is bounded in bytes, whatever it is made of."""

import gc
import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest

from evolink_mock import MockServer, Outcome, SettingError, World
from evolink_mock.images.sizes import FileCache, size_of
from tests.mock.conftest import create_path

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x"}
HOOK = "https://hook.example.com/"


def worlds_of(mock: "Caller", kilobytes: int) -> World:
    mock.world = World(max_bytes=kilobytes * 1_000)
    mock.world.add_key("k", credits=None)
    return mock.world


def links(number: int) -> list[str]:
    return [f"https://e.com/{number}/{each}/{'a' * 1_900}" for each in range(5)]


def test_bytes_are_bounded_whatever_they_are(mock: "Caller") -> None:
    """Long links, long prompts and long paths take what the budget allows, and no more of Python's own memory."""
    worlds_of(mock, 1_000)
    mock.create(**REQUEST)
    tracemalloc.start()
    for number in range(100):
        mock.send("POST", create_path(), {**REQUEST, "image_urls": links(number)})
        mock.send("POST", create_path(), {**REQUEST, "prompt": chr(0x4E00 + number) * 900})
        mock.send("GET", f"/v1/tasks/{number}{'b' * 900}")
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert mock.world.memory.used <= 1_000_000
    assert taken < 1_600_000


def test_finished_tasks_are_forgotten_first(mock: "Caller") -> None:
    """A task that still runs outlives younger ones that have ended; what is forgotten is answered for."""
    worlds_of(mock, 60)
    stuck = mock.create({"prefer": "story=stuck"}, **REQUEST)
    ended = [mock.finished(**REQUEST, image_urls=links(number)) for number in range(6)]
    assert mock.call("GET", f"/v1/tasks/{stuck['id']}").status == 200
    gone = mock.call("GET", f"/v1/tasks/{ended[0]['id']}")
    assert (gone.status, "--max-memory" in mock.error(gone)["message"]) == (404, True)
    assert mock.fetch(ended[0]["results"][0]).status == 410
    assert mock.fetch(ended[-1]["results"][0]).status == 200


def test_forgotten_tasks_leave_nothing(mock: "Caller") -> None:
    """With a task go its callbacks, those that were sent and those that are owed."""
    world = worlds_of(mock, 30)
    for number in range(20):
        mock.finished(**REQUEST, callback_url=HOOK, image_urls=links(number)[:1])
        for due in world.due_callbacks(mock.now):
            world.log_delivery(due, Outcome(status=500))
    known = {entry.callback.task.id for entry in world.deliveries}
    assert known
    assert known <= set(world.tasks)
    assert {due.task.id for due in world.due_callbacks(mock.now + 60)} <= set(world.tasks)
    assert world.owes_callbacks


def test_request_log_counts(mock: "Caller") -> None:
    """The log loses its oldest entries; a program may clear it, and what comes then is kept."""
    world = worlds_of(mock, 20)
    for _ in range(100):
        mock.credits()
    assert 5 < len(world.request_log) < 30
    assert world.request_log[-1].number == 100
    world.request_log.clear()
    mock.credits()
    assert [entry.number for entry in world.request_log] == [101]


def test_files_that_were_made_are_bounded() -> None:
    """The cache of drawn files is bounded by their bytes, and keeps those that were used last."""
    cache = FileCache(100_000)
    for name in "abc":
        cache.keep(name, bytes(40_000))
        assert cache.find("a" if name != "a" else "b") == (None if name == "a" else bytes(40_000))
    assert [name for name in "abc" if cache.find(name)] == ["a", "c"]
    cache.keep("d", bytes(200_000))
    assert cache.find("d") is None
    assert cache.find("a")


@pytest.mark.parametrize(
    ("value", "least"),
    [
        ({"a": ["x" * 1_000, "y" * 1_000]}, 2_000),
        ({"k" * 900: (b"z" * 900,)}, 1_800),
        (json.loads("[" * 90 + "]" * 90), 5_000),
    ],
)
def test_size(value: Any, least: int) -> None:
    """The size of a value is that of all in it."""
    assert least < size_of(value) < 2 * least


@pytest.mark.parametrize("value", [0, -1, 1.5, float("nan"), 1 << 30, "256"])
def test_broken_memory(value: Any) -> None:
    """A memory that is no whole number of megabytes is refused at the start."""
    with pytest.raises(SettingError, match=r"^max_memory must be a whole number"):
        MockServer(max_memory=value)
