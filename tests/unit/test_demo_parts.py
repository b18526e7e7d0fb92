"""The demo's decisions: what is drawn, what fits, where it goes on the contact sheet."""

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from evolink_contract import document
from evolink_rules import models
from evolink_rules._index import index

ROOT = Path(__file__).parents[2]
MODELS = {info.name: info for info in models().values()}


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what imports a module of the demo, as the script does."""
    monkeypatch.syspath_prepend(str(ROOT / "examples" / "demo"))
    return importlib.import_module


def test_new_kind(demo: Any) -> None:
    """The demo also makes a result of a kind that is new in the contract."""
    contract = json.loads(json.dumps(document()))
    known = MODELS["gpt-4o-image"]
    newest = {**known.schema, "properties": {**known.schema["properties"], "model": {"enum": ["newest-model"]}}}
    contract["paths"]["/v1/holograms/generations"] = {
        "post": {
            "operationId": "newest",
            "tags": ["holograms"],
            "requestBody": {"content": {"application/json": {"schema": newest}}},
        }
    }
    jobs = demo("demo_plan").plan(index(contract).values())
    assert "holograms" in {job.kind for job in jobs}


def test_chosen_models(demo: Any) -> None:
    """The demo draws with a few image models of different families, one of which edits a file on disk."""
    jobs = demo("demo_plan").plan(models().values())
    images = [job for job in jobs if job.kind == "images"]
    assert 2 <= len({MODELS[job.model].family for job in images}) <= len(images) <= 4
    (edit,) = [job for job in jobs if isinstance(job.reference, Path)]
    assert edit in images
    assert edit.reference.is_file()
    assert all(job.reference in {None, *(each.number for each in images)} for job in jobs if job is not edit)


def test_usual_shapes(demo: Any) -> None:
    """The demo asks for shapes that go together, and for a longer one only where there is no other."""
    farthest = demo("demo_plan").farthest
    assert farthest(["1:8", "16:9", "1:1", "auto"], []) == "16:9"
    assert farthest(["9:16", "16:9", "1:1"], ["16:9"]) == "9:16"
    assert farthest(["1:8", "auto"], []) == "1:8"
    assert farthest(["auto"], []) is None


def test_prompts_differ(demo: Any) -> None:
    """No two images of a run have the same prompt."""
    jobs = demo("demo_plan").plan(models().values())
    assert len({job.prompt for job in jobs}) == len(jobs)


@pytest.mark.parametrize(
    ("size", "width", "height", "exact", "fitting"),
    [
        ("21:9", 2048, 878, True, True),
        ("21:9", 2048, 876, True, False),
        ("2:3", 683, 1024, True, True),
        ("2:3", 1024, 683, True, False),
        ("1024x1536", 1024, 1536, True, True),
        ("9:16", 768, 1344, True, False),
        ("9:16", 768, 1344, False, True),
        ("4:5", 768, 1024, False, False),
        ("16:9", 1024, 1024, False, False),
        (None, 10, 700, True, True),
    ],
)
def test_fits(demo: Any, *, size: str | None, width: int, height: int, exact: bool, fitting: bool) -> None:
    """An image either fits the requested size or does not."""
    assert demo("demo_files").fits(size, width, height, exact=exact) is fitting


@pytest.mark.parametrize("shapes", [[1.0], [0.5], [21 / 9, 2 / 3, 2 / 3, 5 / 4, 16 / 9], [1.0] * 23, [9.0, 0.2]])
def test_contact_sheet(demo: Any, shapes: list[float]) -> None:
    """No two images of a contact sheet overlap."""
    places = demo("demo_sheet").arrange(shapes)
    assert len(places) == len(shapes)
    for number, one in enumerate(places):
        assert one.width / one.height == pytest.approx(shapes[number], rel=0.02)
        for other in places[:number]:
            beside = one.left >= other.left + other.width or other.left >= one.left + one.width
            assert beside or one.top >= other.top + other.height or other.top >= one.top + one.height
