"""What is wrong at the end of a story is seen, and told beside the kill that it comes from."""

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.kill.notes import Noted
from tests.kill.service import Book, Post
from tests.kill.steps import Step
from tests.kill.verdict import NO_KILL, Ended, Verdict, table

KILLED, WELL = 11, 12
DONE, HELD = 0, 1


@pytest.fixture
def good(tmp_path: Path) -> Ended:
    """A story of two rows, one done and one held and charged, as it should be."""
    picture = tmp_path / "cat-0.png"
    Image.effect_noise((64, 64), 50).save(picture)
    content = picture.read_bytes()
    file = (str(picture), len(content), sha256(content).hexdigest())
    book = Book()
    book.post(Post(KILLED, "key-0", "one", "task-0"))
    book.post(Post(KILLED, "key-1", "two", "task-1"))
    book.fetch("/files/task-0/0.png", WELL)
    calls = [Noted("key-0", "completed", "task-0", 1, (file,)), Noted("key-1", "held", None, 2, ())]
    ended = Ended(["one", "two"], calls, book, tmp_path, {KILLED: Step.MADE}, {"key-1": KILLED})
    tell(
        ended,
        {"line": 1, "state": "completed", "files": [{"path": picture.name, "size": file[1], "sha256": file[2]}]},
        {"line": 2, "state": "held", "files": []},
    )
    return ended


def tell(ended: Ended, *records: dict[str, Any]) -> None:
    (ended.out / "results.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")


def test_a_good_end_is_good(good: Ended) -> None:
    found = good.verdict()
    assert found.wrong == []
    counts = found.counts[Step.MADE.value]
    assert (counts.kills, counts.lost, counts.twice, counts.held, counts.charged) == (1, 0, 0, 1, 1)


def test_a_held_row_that_never_arrived_is_held_and_not_charged(good: Ended) -> None:
    good.book.posts.pop()
    del good.book.prompts["task-1"]
    found = good.verdict()
    assert found.wrong == []
    assert (found.counts[Step.MADE.value].held, found.counts[Step.MADE.value].charged) == (1, 0)


def forget(ended: Ended) -> None:
    del ended.calls[DONE]


def leave_undone(ended: Ended) -> None:
    ended.calls[DONE] = replace(ended.calls[DONE], state="submitted")


def leave_unsaved(ended: Ended) -> None:
    ended.calls[DONE] = replace(ended.calls[DONE], files=(None,))
    tell(ended, {"line": 1, "state": "completed", "files": []}, {"line": 2, "state": "held", "files": []})


def mix_up_tasks(ended: Ended) -> None:
    ended.calls[DONE] = replace(ended.calls[DONE], task="task-1")


def take_the_file_away(ended: Ended) -> None:
    (ended.out / "cat-0.png").unlink()


def cut_the_file(ended: Ended) -> None:
    path = ended.out / "cat-0.png"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def note_a_cut_file(ended: Ended) -> None:
    cut_the_file(ended)
    content = (ended.out / "cat-0.png").read_bytes()
    told = {"path": "cat-0.png", "size": len(content), "sha256": sha256(content).hexdigest()}
    file = (str(ended.out / "cat-0.png"), told["size"], told["sha256"])
    ended.calls[DONE] = replace(ended.calls[DONE], files=(file,))  # type: ignore[arg-type]
    tell(ended, {"line": 1, "state": "completed", "files": [told]}, {"line": 2, "state": "held", "files": []})


def tell_nothing(ended: Ended) -> None:
    tell(ended, {"line": 2, "state": "held", "files": []})


def hide_what_is_held(ended: Ended) -> None:
    records = (ended.out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    tell(ended, json.loads(records[0]))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (forget, "forgotten"),
        (leave_undone, "it is submitted"),
        (leave_unsaved, "not saved"),
        (mix_up_tasks, "not one that the service has made of it"),
        (take_the_file_away, "not there"),
        (cut_the_file, "not what was noted"),
        (note_a_cut_file, "no whole picture"),
        (tell_nothing, "results.jsonl"),
        (hide_what_is_held, "results.jsonl"),
    ],
)
def test_a_row_is_lost(good: Ended, spoil: Callable[[Ended], None], why: str) -> None:
    spoil(good)
    found = good.verdict()
    assert why in found.wrong[0]
    assert sum(counts.lost for counts in found.counts.values()) == 1


def test_a_row_is_paid_twice_under_whatever_key(good: Ended) -> None:
    good.book.post(Post(WELL, "key-2", "one", "task-2"))
    found = good.verdict()
    assert found.counts[Step.MADE.value].twice == 1
    assert found.wrong == ["2 tasks were made of 'one'", "3 tasks of 2 rows, 1 held, 1 charged"]


def test_a_held_row_that_no_kill_explains_is_wrong(good: Ended) -> None:
    found = replace(good, sending={}).verdict()
    assert found.wrong == ["'two' is held, and no killed process was sending it"]
    assert found.counts[NO_KILL].held == 1


def test_a_file_of_no_row_is_told(good: Ended) -> None:
    (good.out / "cat-0.abcdef.png").touch()
    assert "belongs to no row" in good.verdict().wrong[0]


def test_the_table_adds_up_and_tells_what_no_kill_explains() -> None:
    verdicts = [Verdict({}, 1), Verdict({}, 1)]
    for verdict in verdicts:
        counts = Ended([], [], Book(), Path(), {1: Step.HALF}, {})._of(verdict, [1])
        counts.kills, counts.held, counts.charged = 1, 3, 2
    Ended([], [], Book(), Path(), {}, {})._of(verdicts[0], [5]).lost = 1
    lines = table(verdicts)
    assert lines[-1] == "kills 2, lost 1, paid twice 0, held 6"
    assert [line.split()[-5:] for line in lines[2:-2]] == [["2", "0", "0", "6", "4"], ["0", "1", "0", "0", "0"]]
    assert lines[3].startswith(NO_KILL)
    assert lines[-2].startswith("held: 4 had been charged, 2 had not; ")
