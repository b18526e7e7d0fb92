"""A manifest is checked as a whole, and noted as a whole or not at all."""

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evolink._costs.prices import Prices
from evolink.batch._forecast import Forecast
from evolink.batch._load import load, plan_of
from evolink.batch._manifest.plan import Plan
from evolink.batch._manifest.source import Manifest
from evolink.errors import InvalidManifest
from evolink.journal import Batch, Journal, State
from tests.batch.conftest import cat, note


def look(*rows: Any) -> Plan:
    return plan_of(Manifest.of(rows), Prices())


def test_problem_facts() -> None:
    """Each problem has its line, field, rule and value."""
    plan = look(cat(), cat(size="17:9"), {"model": "gpt-4o-image", "prompt": "x", "n": 3, "seed": 1}, cat(id="a/b"))
    assert [(each.line, each.field, each.rule, each.value) for each in plan.problems] == [
        (2, "size", "enum", "'17:9'"),
        (3, "n", "enum", "3"),
        (3, "seed", "additionalProperties", "1"),
        (4, "id", "id", "'a/b'"),
    ]
    assert (plan.rows, plan.bad) == (1, 3)


@pytest.mark.parametrize("prompt", ["", " \t", "\u3000", "\u200b\ufeff"])
def test_blank_prompt(prompt: str, tmp_path: Path) -> None:
    """A blank prompt is refused in the words of the rule."""
    manifest = tmp_path / "m.csv"
    manifest.write_text(f'id,prompt\ncat,"{prompt}"\n', encoding="utf-8")
    for plan, line in (
        (look(cat(prompt=prompt)), 1),
        (plan_of(Manifest.of(manifest, model="gpt-4o-image"), Prices()), 2),
    ):
        assert [(each.line, each.field, each.message) for each in plan.problems] == [
            (line, "prompt", "must not be blank")
        ]


def test_two_links_in_one() -> None:
    """Two links in the place of one are reported."""
    plan = look(cat(image_urls=["https://a.example/1.png,https://a.example/2.png"]))
    assert [(each.line, each.field, each.rule) for each in plan.problems] == [(1, "image_urls[0]", "link")]


def test_plan_credits() -> None:
    """A plan has the credits that the manifest may cost."""
    plan = look(cat(), cat(), {"model": "gpt-4o-image", "prompt": "x", "n": 4}, cat(model="gemini-3-pro-image-preview",
                quality="4K"))  # fmt: skip
    assert plan.credits == pytest.approx(1.6 + 1.6 + 10)
    assert plan.unpriced == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (cat(id="cat"), cat(id="cat", size="1:1")),
        (cat(id="cat"), cat(id="CAT")),
        (cat(id="é"), cat(id="e\u0301")),
        (cat(id=1), cat(id="1")),
        ({"model": "gpt-4o-image", "prompt": "x", "n": 2, "id": "cat"}, cat(id="cat-2")),
    ],
)
def test_no_two_rows_make_one_file(first: Any, second: Any) -> None:
    """Two rows never make the same file."""
    plan = look(first, second)
    assert [(each.line, each.field, each.rule) for each in plan.problems] == [(2, "id", "file")]
    assert "line 1" in plan.problems[0].message


def test_same_request_without_id(batch: Batch) -> None:
    """The same request without an id may occur any number of times."""
    note(batch, [cat(), cat(), cat()])
    assert len({call.row_id for call in batch.calls()}) == 3


def test_bad_row_notes_nothing(batch: Batch) -> None:
    """Nothing of a manifest with one bad row is noted."""
    with pytest.raises(InvalidManifest, match="line 2, size") as caught:
        note(batch, [cat(), cat(size="17:9"), cat(id="b")])
    assert [problem.line for problem in caught.value.problems] == [2]
    assert list(batch.calls()) == []


def test_skip_bad(batch: Batch) -> None:
    """Bad rows are left out on request."""
    note(batch, [cat(), cat(size="17:9"), cat(id="b")], skip_bad=True)
    assert [call.line for call in batch.calls()] == [1, 3]


def test_first_fifty_problems(batch: Batch) -> None:
    """The message shows the first fifty problems, and the error has them all."""
    with pytest.raises(InvalidManifest) as caught:
        note(batch, [cat(size=f"17:{number}", id=number) for number in range(200)])
    assert len(caught.value.problems) == 200
    assert str(caught.value).count("\n  line ") == 50
    assert str(caught.value).endswith("and 150 more")


def test_request_noted_as_sent(batch: Batch) -> None:
    """A request is noted in the form in which it is sent."""
    note(batch, [cat(id="a", prompt="灯台")])
    (call,) = batch.calls()
    assert call.body == json.dumps(cat(prompt="灯台"), ensure_ascii=False)
    assert (call.state, call.line, call.credits_expected) == (State.PLANNED, 1, 1.6)


def test_removed_and_moved_rows(batch: Batch) -> None:
    """A row that is removed is forgotten, and one that moves stays the same."""
    note(batch, [cat(id="a"), cat(id="b"), cat(id="c")])
    before = {call.row_id: call.key for call in batch.calls()}
    note(batch, [cat(id="new"), cat(id="c"), cat(id="a")])
    after = {call.row_id: (call.line, call.key) for call in batch.calls()}
    assert sorted(line for line, _ in after.values() if line) == [1, 2, 3]
    kept = {name: key for name, (_, key) in after.items() if name in before}
    assert len(kept) == 2
    assert kept.items() <= before.items()


def test_removed_row_that_was_taken(batch: Batch) -> None:
    """A row that was taken and is removed stays in the journal without a line."""
    note(batch, [cat(id="a"), cat(id="b")])
    batch.take(1, 1e9)
    note(batch, [cat(id="b"), cat(id="a", size="1:1")])
    assert [(call.state, call.line) for call in batch.calls()] == [
        (State.INTENT, None),
        (State.PLANNED, 1),
        (State.PLANNED, 2),
    ]
    assert [call.line for call in batch.rows()] == [1, 2]


def test_second_call_follows_row(batch: Batch) -> None:
    """A second call of a row moves to the row's new line."""
    note(batch, [cat(id="a")])
    (call,) = batch.take(1, 1e9).calls
    batch.retry(call, 1e9)
    note(batch, [cat(id="new"), cat(id="a")])
    assert [(call.line, call.attempt) for call in batch.rows()] == [(1, 1), (2, 2)]


def test_sent_rows_cost_nothing_more(journal: Journal, batch: Batch) -> None:
    """Rows that were sent before add nothing to the plan's cost."""
    note(batch, [cat(id="a"), cat(id="b")])
    batch.take(1, 1e9)
    plan = plan_of(Manifest.of([cat(id="a"), cat(id="b"), cat(id="c")]), Prices(), batch.begun())
    assert (plan.rows, plan.new, plan.credits) == (3, 2, 3.2)
    assert len(list(journal.calls())) == 2, "to look changes nothing"


def test_unknown_price_uses_docs(batch: Batch) -> None:
    """A row of unknown price counts with the documented example."""
    note(batch, [cat(id=number) for number in range(5)])
    assert len(batch.take(5, 1e9, budget=10, expect=Forecast()).calls) == 1
    assert batch.spent == 1.6


def many(number: int) -> Iterator[dict[str, Any]]:
    for place in range(number):
        yield cat(id=f"row-{place}", prompt=f"cat number {place}, " + "with a long tail, " * 20)


def test_memory_stays_flat(batch: Batch) -> None:
    """Memory does not grow with the manifest."""
    note(batch, many(10))
    peaks = []
    for number in (1_000, 5_000):
        tracemalloc.start()
        load(batch, Manifest.of(many(number)), Prices())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_unreadable_manifest(batch: Batch, tmp_path: Path) -> None:
    """A manifest that can't be read raises an OSError."""
    with pytest.raises(FileNotFoundError):
        note(batch, tmp_path / "missing.jsonl")
