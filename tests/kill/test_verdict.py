"""A verdict names what is wrong at the end of a trial, and the kill that caused it."""

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
from tests.kill.verdict import NO_KILL, Ended, Settled, Verdict, table

File = tuple[str, int, str]
KILLED, WELL = 11, 12
DONE, HELD = 0, 1


@pytest.fixture
def good(tmp_path: Path) -> Ended:
    """A trial of two rows that are done, one of them held before, as it should be."""
    files = [file_of(tmp_path / name) for name in ("cat-0.png", "cat-1.png")]
    book = Book()
    book.post(Post(KILLED, "key-0", b'{"prompt": "one"}', "task-0"))
    book.post(Post(KILLED, "key-1", b'{"prompt": "two"}', "task-1"))
    book.fetch("/files/task-0/0.png", WELL)
    calls = [Noted(f"key-{n}", "completed", f"task-{n}", n + 1, (file,)) for n, file in enumerate(files)]
    settled = {"key-1": Settled.RECONCILED}
    ended = Ended(["one", "two"], calls, book, tmp_path, {KILLED: Step.MADE}, {"key-1": KILLED}, settled)
    write_results(ended, *map(record_of, files))
    return ended


def file_of(path: Path) -> File:
    Image.effect_noise((64, 64), 50).save(path)
    content = path.read_bytes()
    return str(path), len(content), sha256(content).hexdigest()


def record_of(file: File) -> dict[str, Any]:
    entry = {"path": Path(file[0]).name, "size": file[1], "sha256": file[2]}
    return {"line": int(Path(file[0]).stem[-1]) + 1, "state": "completed", "files": [entry]}


def second(ended: Ended) -> dict[str, Any]:
    (file,) = ended.calls[HELD].files
    assert file
    return record_of(file)


def write_results(ended: Ended, *records: dict[str, Any]) -> None:
    (ended.out / "results.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")


def test_good_end(good: Ended) -> None:
    """A trial with a good end has nothing wrong."""
    found = good.verdict()
    assert found.wrong == []
    counts = found.counts[Step.MADE.value]
    assert (counts.kills, counts.lost, counts.twice, counts.held, counts.reconciled) == (1, 0, 0, 1, 1)


def test_held_in_the_end(good: Ended) -> None:
    """A call that is still held in the end is wrong, and its row is lost."""
    good.calls[HELD] = replace(good.calls[HELD], state="held", task=None, files=())
    found = good.verdict()
    assert found.held == 1
    assert found.wrong == [
        "'two': it is held, with 0 images",
        "1 calls are held in the end",
        f"{good.out / 'cat-1.png'} belongs to no row",
    ]


def forget(ended: Ended) -> None:
    del ended.calls[DONE]


def leave_undone(ended: Ended) -> None:
    ended.calls[DONE] = replace(ended.calls[DONE], state="submitted")


def leave_unsaved(ended: Ended) -> None:
    ended.calls[DONE] = replace(ended.calls[DONE], files=(None,))
    write_results(ended, {"line": 1, "state": "completed", "files": []}, second(ended))


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
    entry = {"path": "cat-0.png", "size": len(content), "sha256": sha256(content).hexdigest()}
    file = (str(ended.out / "cat-0.png"), entry["size"], entry["sha256"])
    ended.calls[DONE] = replace(ended.calls[DONE], files=(file,))  # type: ignore[arg-type]
    write_results(ended, {"line": 1, "state": "completed", "files": [entry]}, second(ended))


def write_no_results(ended: Ended) -> None:
    write_results(ended, second(ended))


def hide_what_is_held(ended: Ended) -> None:
    records = (ended.out / "results.jsonl").read_text(encoding="utf-8").splitlines()
    write_results(ended, json.loads(records[0]))


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (forget, "forgotten"),
        (leave_undone, "it is submitted"),
        (leave_unsaved, "not saved"),
        (mix_up_tasks, "not one that the service has made of it"),
        (take_the_file_away, "not there"),
        (cut_the_file, "not what was noted"),
        (note_a_cut_file, "not a whole image"),
        (write_no_results, "results.jsonl"),
        (hide_what_is_held, "results.jsonl"),
    ],
)
def test_lost_row(good: Ended, spoil: Callable[[Ended], None], why: str) -> None:
    """A row that is not done, whole and noted is lost."""
    spoil(good)
    found = good.verdict()
    assert why in found.wrong[0]
    assert sum(counts.lost for counts in found.counts.values()) == 1


def test_paid_twice(good: Ended) -> None:
    """A row that is paid for twice is found under whatever key."""
    good.book.post(Post(WELL, "key-2", b'{"prompt": "one"}', "task-2"))
    found = good.verdict()
    assert found.counts[Step.MADE.value].twice == 1
    assert found.wrong == ["2 tasks were made of 'one'", "3 tasks of 2 rows"]


def test_unexplained_hold(good: Ended) -> None:
    """A held row that no kill explains is wrong."""
    found = replace(good, sending={}).verdict()
    assert found.wrong == [f"key-1 was held, and no killed process was sending it (sent by [{KILLED}])"]
    assert found.counts[NO_KILL].held == 1


def test_stray_file(good: Ended) -> None:
    """A file that belongs to no row is reported."""
    (good.out / "cat-0.abcdef.png").touch()
    assert "belongs to no row" in good.verdict().wrong[0]


def test_table() -> None:
    """The table adds up, and shows what no kill explains."""
    verdicts = [Verdict({}, 1), Verdict({}, 1)]
    for verdict in verdicts:
        counts = Ended([], [], Book(), Path(), {1: Step.HALF}, {}, {})._of(verdict, [1])
        counts.kills, counts.held, counts.reconciled, counts.settled = 1, 3, 1, 1
    Ended([], [], Book(), Path(), {}, {}, {})._of(verdicts[0], [5]).lost = 1
    lines = table(verdicts)
    assert lines[-1] == "kills 2, lost 1, paid twice 0, held in the end 0"
    assert [line.split()[-6:] for line in lines[2:-2]] == [
        ["2", "0", "0", "6", "2", "2"],
        ["0", "1", "0", "0", "0", "0"],
    ]
    assert lines[3].startswith(NO_KILL)
    assert lines[-2].startswith("of 6 held, 2 got their tasks by reconcile, 2 by a person's word; 2 were not charged")


def test_another_body_under_a_key(good: Ended) -> None:
    """A key under which two different requests were sent is found."""
    good.book.post(Post(WELL, "key-1", b'{"prompt": "two", "n": 2}'))
    assert ["were sent under key-1" in each for each in good.verdict().wrong] == [True]
