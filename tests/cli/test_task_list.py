"""The table of `evolink tasks`: one line for each call in any terminal, whatever its prompt and its paths are."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion

from evolink.cli._fitted_table import shorten
from evolink.cli._plain_text import one_line
from evolink.cli._shown_path import shown_path
from evolink.cli._task_table import Unfinished, table_lines
from evolink.journal import Call, Result, State
from tests.cli.conftest import Evolink

NOW = 1_769_000_000.0
CAT = ("generate", "a cat", "--model", "nano-banana-beta", "-o", "pictures/")
LONG = "a/very/long/way/down/to/the/folder/of/the/picture.png"


@pytest.fixture(autouse=True)
def _utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a time zone in which the table is the same everywhere."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def _journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("EVOLINK_JOURNAL", str(tmp_path / "journal.sqlite"))


def call(number: int, prompt: str, state: State = State.COMPLETED, *paths: str, age: float = 90, **facts: Any) -> Call:
    saved = [Result(place, "https://files.example/x", path=Path(path), saved_at=1) for place, path in enumerate(paths)]
    return Call(
        id=number,
        key=f"evolink-{number:032x}",
        model=facts.pop("model", "nano-banana-beta"),
        body=json.dumps({"model": "nano-banana-beta", "prompt": prompt}),
        fingerprint="",
        state=state,
        created_at=NOW - age,
        task_id=None if state in {State.HELD, State.REFUSED} else f"task-unified-{number}",
        results=tuple(saved),
        **facts,
    )


CALLS = (
    call(1, "a cat", State.COMPLETED, "cat.png", credits_reserved=8.7, credits_used=1.6),
    call(2, "two cats\non two lines", State.COMPLETED, LONG, "b.png", credits_reserved=2.5, age=86_400),
    call(3, "二匹の猫が庭で遊んでいる、水彩画", State.SUBMITTED, credits_reserved=1250, age=40 * 86_400),
    call(4, "a family 👨‍👩‍👧 at the ❤️ beach", State.FAILED, credits_reserved=3, error_message="it broke\ndown"),
    call(5, "\x1b[31mred\x1b[0m \u202ethgir\u202c", State.REFUSED, error_message="no", error_code="bad_thing"),
    call(6, "x" * 100_000, State.HELD, age=0, model="wan2.6-reference-to-video-with-a-long-name"),
    call(7, "ก\u0e31\u0e48 z\u0351\u0352\u0353\u0354algo", State.INTENT),
)


def lines(width: int, monkeypatch: pytest.MonkeyPatch, *, is_verbose: bool = False) -> list[str]:
    monkeypatch.setattr("evolink.cli._fitted_table.columns_of_output", lambda: width)
    return list(table_lines(CALLS, NOW, is_verbose=is_verbose))


@pytest.mark.parametrize("width", [80, 120])
def test_table(width: int, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    """Each call takes one line, in which nothing stands that a terminal would act on."""
    table = lines(width, monkeypatch)
    assert "\n".join(table) == snapshot
    assert (len(table), max(map(cell_len, table)) <= width) == (len(CALLS) + 1, True)
    assert "".join(table).isprintable()
    starts = {cell_len(line[: line.index(mark)]) for line, mark in [(table[0], "prompt"), (table[1], "a cat")]}
    assert len(starts) == 1


def test_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal that is too narrow for the columns, each still has something of each call."""
    assert all("-beta" in line for line in lines(30, monkeypatch)[1:6])


def test_details(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --verbose, each call is followed by what programs need: the whole ID or key, paths and codes."""
    detailed = "\n".join(lines(80, monkeypatch, is_verbose=True))
    for fact in ("task-unified-1\n", f"key {CALLS[5].key}", LONG, "b.png", "bad_thing: no"):
        assert fact in detailed


def test_hints(snapshot: SnapshotAssertion) -> None:
    """What is not finished is counted, each with the command that finishes it; what can no longer be saved is not."""
    links = [Result(at, "https://files.example/x", expires_at=NOW + left) for at, left in enumerate((60, -60))]
    calls = [*CALLS, *(replace(call(8, "a dog"), results=(link,), output="dog.png") for link in links)]
    unfinished = Unfinished()
    assert list(unfinished.watch(calls, NOW)) == calls
    assert "\n".join(unfinished.hints()) == snapshot
    rows = Unfinished()
    result = Result(0, "https://files.example/x", path=Path("x.png"))
    left = [call(1, "a", State.SUBMITTED, batch=1), call(2, "b", batch=1), call(3, "c"), call(4, "d", output="/d")]
    assert len(list(rows.watch([replace(each, results=each.results or (result,)) for each in left], NOW))) == len(left)
    assert list(rows.hints()) == [
        "1 row of batches running, or interrupted: evolink batch status",
        "2 completed, with results that are not saved: evolink resume",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("\x1b]0;title\x07\x9b2Jnone", "]0;title 2Jnone"),
        ("a\u200bb\u2066c\u2069\ufeff", "abc"),
        ("👍🏽❤️", "👍❤"),
        ("e\u0301\u0301\u0301\u0301", "e\u0301\u0301"),
        ("half \ud83d pair", "half pair"),
        ("", ""),
    ],
)
def test_harmless_text(text: str, line: str) -> None:
    """Control characters, marks of direction and joiners are left out, whatever they stand in."""
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "width", "cut", "short"),
    [
        ("short", 5, "end", "short"),
        ("a longer one", 8, "end", "a longe…"),
        ("二匹の猫", 6, "end", "二匹…"),
        ("pictures/cat-1.png", 12, "middle", "pict…t-1.png"),
        ("写真/二匹の猫.png", 12, "middle", "写真…猫.png"),
    ],
)
def test_shortened_text(text: str, width: int, cut: Any, short: str) -> None:
    """A long text keeps its beginning or both ends, and never takes more room than there is."""
    assert cell_len(shorten(text, width, cut)) <= width
    assert shorten(text, width, cut) == short


def test_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path is seen from the working folder, or else from the home folder."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    places = [*(tmp_path / name for name in ("here/a/b.png", "home/b.png", "b.png")), Path("/dev/stdout")]
    shown = [str(Path("a/b.png")), str(Path("~/b.png")), str(tmp_path / "b.png"), "(stdout)"]
    assert list(map(shown_path, places)) == shown


@pytest.mark.usefixtures("_journal")
def test_choice_of_calls(evolink: Evolink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are shown, with how many more there are; JSON has all, oldest first, unless it is limited."""
    empty = evolink("tasks")
    assert (empty.status, empty.out, "no calls yet" in empty.err) == (0, "", True)
    for number in range(3):
        evolink("generate", f"cat {number}", *CAT[2:], "--no-wait")
    monkeypatch.setattr("evolink.cli.tasks._SHOWN", 2)
    few, every = evolink("tasks"), evolink("tasks", "--all")
    assert ["cat 2" in few.out, "cat 1" in few.out, "cat 0" in few.out] == [True, True, False]
    assert few.out.index("cat 2") < few.out.index("cat 1")
    assert "the newest 2 of 3 calls; for all of them: evolink tasks --all" in few.err
    assert ("cat 0" in every.out, "newest" in every.err) == (True, False)
    assert "3 running, or interrupted: evolink resume" in few.err
    assert evolink("tasks", "--all", "--limit", "2").status == 2
    assert evolink("tasks", "--limit", "0").status == 2
    assert "no such calls" in evolink("tasks", "--state", "held").err
    found = [json.loads(evolink("tasks", "--json", *more).out)["data"]["calls"] for more in ((), ("--limit", "2"))]
    prompts = [[each["request"]["prompt"] for each in calls] for calls in found]
    assert prompts == [["cat 0", "cat 1", "cat 2"], ["cat 1", "cat 2"]]
