"""docs/performance.md and the README show what was recorded, and of which state of the code."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import recorded
from bench.recorded import BENCHES, Result, Started, record, state_of_sources
from bench.report import PAGE, README, TEMPLATE, all_recorded, render, render_readme
from bench.rows import ROWS, Row
from bench.tables import TABLES

RESULT = Result("2026-01-02T03:04+00:00", "abc", "def", "3.11.9", {"httpx": "1"}, "A CPU", 2, (0.5, 1.0), 90.0, {})
FIGURE = re.compile(r"\d+(\.\d+)? ?(ms|s|MB|GB|%|×|times|minutes|seconds)\b|\d+\.\d")


def test_page_is_generated() -> None:
    """The page is what the recorded results make of its template: no figure was changed by hand."""
    assert PAGE.read_text(encoding="utf-8") == render(TEMPLATE.read_text(encoding="utf-8"), all_recorded())


def test_template_has_no_figures() -> None:
    """Its text asks for tables, and has no figures that would stay as they are."""
    text = TEMPLATE.read_text(encoding="utf-8")
    assert set(re.findall(r"\{\{(.*?)\}\}", text)) == set(TABLES)
    assert [found[0] for found in FIGURE.finditer(re.sub(r"```.*?```", "", text, flags=re.DOTALL))] == []


def test_rows_find_their_figures() -> None:
    """Every row names figures that its bench records."""
    results = all_recorded()
    missing = [row.id for row in ROWS if row.bench in results and row.top[0] not in results[row.bench].figures]
    assert missing == []
    assert {row.bench for row in ROWS} == set(BENCHES)


@pytest.mark.parametrize(
    ("value", "at_least", "reached"),
    [(0.704, False, True), (0.706, False, False), (9.996, True, True), (9.99, True, False), (None, True, False)],
)
def test_goal(value: float | None, *, at_least: bool, reached: bool) -> None:
    """A goal is reached by the digits that are shown, and never by what was not measured."""
    goal = 10.0 if at_least else 0.7
    assert Row("row", "client", "what", ("a", "b"), (), goal, at_least=at_least).is_reached(value) is reached


def test_ratio() -> None:
    """A row is a figure divided by another; what is missing, or zero, makes none."""
    row = Row("row", "client", "what", ("cpu", "ours"), ("cpu", "theirs"), 1.0)
    assert row.value({"cpu": {"ours": 1.0, "theirs": 4.0}}) == 0.25
    assert [row.value(each) for each in ({}, {"cpu": {"ours": 1.0}}, {"cpu": {"ours": 1, "theirs": 0}})] == [None] * 3
    assert row.value({"cpu": {"ours": None, "theirs": 1.0}}) is None


def test_extrapolated() -> None:
    """A value that was not measured says so."""
    parts = dict.fromkeys(("files", "objects", "sqlite", "malloc", "malloc, free", "other"), 1.0)
    figures = {"memory": {"1,000,000 rows": {"resident": 99.0, "extrapolated": True, **parts}}}
    results = {"batch": replace(RESULT, figures=figures)}
    assert "99.00 MB, extrapolated" in TABLES["goals"](results)
    assert "1,000,000 rows (extrapolated)" in TABLES["memory"](results)


def test_gives_up() -> None:
    """What did not finish all of its tasks reaches no goal, however cheap it was."""
    row = Row("row", "client", "what", ("crowd", "ours", "cpu"), (), 1.0, unit="s")
    figures = [{"crowd": {"ours": {"tasks": 10, "finished": finished, "cpu": 0.1}}} for finished in (10, 9)]
    assert [row.value(each) for each in figures] == [0.1, None]


def test_states_that_differ() -> None:
    """Rows of different states of the code are marked; those of one name it."""
    same = {"client": RESULT, "mock": RESULT}
    assert "All rows are of one state of the code, `abc`." in TABLES["runs"](same)
    assert "different states" in TABLES["runs"]({**same, "mock": replace(RESULT, state="xyz")})


def test_reasons(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reason is shown with a missed goal, and only then."""
    row = Row("row", "client", "what", ("a", "b"), (), 1.0, why="because of this")
    monkeypatch.setattr("bench.tables.ROWS", (row,))
    shown = [TABLES["goals"]({"client": replace(RESULT, figures={"a": {"b": value}})}) for value in (0.5, 2.0)]
    assert ["because of this" in each for each in shown] == [False, True]


def test_state_of_sources(tmp_path: Path) -> None:
    """A state changes with the content and the name of a file, and not with what Python compiles."""
    file = tmp_path / "wrapper/a.py"
    file.parent.mkdir()
    file.write_text("1")
    states = [state_of_sources(tmp_path)]
    (tmp_path / "wrapper/__pycache__").mkdir()
    (tmp_path / "wrapper/__pycache__/a.pyc").write_text("compiled")
    states.append(state_of_sources(tmp_path))
    file.write_text("2")
    states.append(state_of_sources(tmp_path))
    file.rename(tmp_path / "wrapper/b.py")
    states.append(state_of_sources(tmp_path))
    assert [states.index(each) for each in states] == [0, 0, 2, 3]


def test_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A result has all that it needs to be judged; one whose code was changed meanwhile is refused."""
    monkeypatch.setattr(recorded, "RESULTS", tmp_path)
    states = iter(["one", "one", "two"])
    monkeypatch.setattr(recorded, "state_of_sources", lambda: next(states))
    started = Started()
    path = record("client", {"a": {"b": 0.123456789}}, ["attrs", "prism==5.1", "no-such-package"], started)
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert found["figures"] == {"a": {"b": 0.1235}}
    assert found["versions"].keys() == {"attrs", "prism"}
    assert {"at", "commit", "python", "cpu", "cores", "load", "state", "seconds"} <= found.keys()
    result = recorded.recorded("client")
    assert result is not None
    assert result.state == "one"
    with pytest.raises(SystemExit, match="changed"):
        record("client", {}, [], started)


def test_record_of_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not measured again stays as it was recorded, if the code is the same."""
    monkeypatch.setattr(recorded, "RESULTS", tmp_path)
    monkeypatch.setattr(recorded, "state_of_sources", lambda: "one")
    record("client", {"a": {"b": 1.0}, "c": {"d": 2.0}}, [], Started())
    record("client", {"c": {"d": 3.0}}, [], Started(), whole=False)
    result = recorded.recorded("client")
    assert result
    assert result.figures == {"a": {"b": 1.0}, "c": {"d": 3.0}}
    monkeypatch.setattr(recorded, "state_of_sources", lambda: "another")
    with pytest.raises(SystemExit, match="measure all of it"):
        record("client", {"c": {"d": 4.0}}, [], Started(), whole=False)


def test_readme() -> None:
    """The figures of the README are those that were recorded."""
    text = README.read_text(encoding="utf-8")
    assert render_readme(text, all_recorded()) == text


def test_figures_of_readme() -> None:
    """They are written in the digits of the sentence; a sentence without them is noticed."""
    crowd = {"1,000 tasks": {"evolink": {"requests": 1.24, "median": 0.18}}}
    said = "it sends 4.0 requests per task and\n  has the result 0.3 s after the task ends"
    wanted = "it sends 1.2 requests per task and\n  has the result 0.2 s after the task ends"
    assert render_readme(said, {"client": replace(RESULT, figures=crowd)}) == wanted
    with pytest.raises(SystemExit, match="does not say"):
        render_readme("it sends few requests", {})
