"""What a type checker learns of a model: required and optional parameters, closed sets, objects inside."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.cli import SPECS
from pipeline.merging.merge import merge
from pipeline.merging.wording import Wording
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.writing.generate import generate
from pipeline.writing.typed_calls import render, render_names
from pipeline.yamlio import dump
from tests.pipeline.writer import Item, Sample, model, raw

MODES = {"type": "object", "properties": {"mode": {"type": "string", "enum": ["ink", "oil"]}}}
BRUSH = model("brush-9", Item("size", {"type": "string", "enum": ["1:1", "5:8"]}), Item("params", MODES))
FILM = replace(model("film-1", Item("duration", {"type": "integer"})), path="/v1/videos/generations")


def contract(books: Phrasebooks, *samples: Sample) -> dict[str, Any]:
    pages = [extract(page_of(f"page-{at}", raw(each).encode()), books).document for at, each in enumerate(samples)]
    return merge(pages, [], Wording.load(SPECS / "wording.yaml")).document


def rendered_calls(books: Phrasebooks, *items: Item) -> tuple[str, list[str]]:
    texts, problems = render(contract(books, model("brush-9", *items)))
    return texts.requests + texts.calls, [problem.what for problem in problems]


def fields(text: str, name: str) -> dict[str, str]:
    """Return the fields of a TypedDict with their types."""
    (body,) = re.findall(rf"^class {name}\(TypedDict\):\n(.*?)\n\n\n?(?=\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return dict(re.findall(r"^    (\w+): (.+)$", body, re.MULTILINE))


def test_required_parameters(books: Phrasebooks) -> None:
    """Required parameters are required, and others are not."""
    text, problems = rendered_calls(
        books, Item("n", {"type": "integer", "enum": [1, 2]}), Item("s", {"type": "number"})
    )
    assert problems == []
    assert fields(text, "Brush9Request") == {
        "prompt": "Required[str]", "n": "NotRequired[Literal[1, 2]]", "s": "NotRequired[float]",
    }  # fmt: skip


def test_files_stand_where_links_may(books: Phrasebooks) -> None:
    """A link, a list of links and links inside objects may be files; an address to call back is text."""
    link = {"type": "string", "format": "uri"}
    inner = {"type": "object", "properties": {"frame": link}}
    named = {"type": "object", "x-evolink-image-formats": ["wav"]}
    texts, _ = render({
        **contract(books, model("brush-9")),
        **_with_properties(contract(books, model("brush-9")), {
            "mask": link, "images": {"type": "array", "items": link}, "params": inner, "voices": named,
            "callback_url": {**link, "x-evolink-private-hosts-forbidden": True},
        }),
    })  # fmt: skip
    assert fields(texts.requests, "Brush9Request") | fields(texts.requests, "Brush9Params") == {
        "prompt": "Required[str]", "mask": "NotRequired[Link]", "images": "NotRequired[Links]",
        "params": "NotRequired[Brush9Params]", "voices": "NotRequired[dict[str, Link]]",
        "callback_url": "NotRequired[str]", "frame": "NotRequired[Link]",
    }  # fmt: skip


def _with_properties(document: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    """Return a contract whose model has more parameters."""
    schemas = document["components"]["schemas"]
    request = schemas["Brush9Request"]
    changed = {**request, "properties": {**request["properties"], **properties}}
    return {"components": {**document["components"], "schemas": {**schemas, "Brush9Request": changed}}}


def test_nested_objects(books: Phrasebooks) -> None:
    """A nested object becomes a type of its own."""
    inner = {
        "mode": {"type": "string", "enum": ["fast", "slow"]},
        "marks": {"type": "array", "items": {"type": "object"}},
    }
    params = {"type": "object", "required": ["mode"], "properties": inner}
    text, problems = rendered_calls(books, Item("params", params))
    assert problems == []
    assert fields(text, "Brush9Request")["params"] == "NotRequired[Brush9Params]"
    assert fields(text, "Brush9Params") == {
        "mode": "Required[Literal['fast', 'slow']]", "marks": "NotRequired[list[dict[str, Any]]]",
    }  # fmt: skip


def test_nested_names_that_python_lacks(books: Phrasebooks) -> None:
    """A nested object may have keys that no attribute can have; its type knows them, and what it is inside of too."""
    curve = {
        "type": "object",
        "required": ["in"],
        "properties": {"in": {"type": "boolean"}, "__out": {"type": "string"}},
    }
    inner = {"frame-rate": {"type": "integer", "maximum": 60}, "curve": curve}
    (text, _), problems = render(
        contract(books, model("brush-9", Item("params", {"type": "object", "properties": inner})))
    )
    assert problems == []
    made: dict[str, Any] = {}
    exec(text, made)  # noqa: S102 - what was generated of our own page
    assert made["Brush9Params"].__annotations__.keys() == {"frame-rate", "curve"}
    assert made["Brush9ParamsCurve"].__required_keys__ == {"in"}
    assert made["Brush9ParamsCurve"].__optional_keys__ == {"__out"}
    assert "'frame-rate': NotRequired[int],  # At most 60." in text
    assert fields(text, "Brush9Request")["params"] == "NotRequired[Brush9Params]"


def test_invalid_parameter_names(books: Phrasebooks) -> None:
    """A parameter whose name is invalid in Python is a problem."""
    for name in ("class", "top-p", "2fast"):
        assert rendered_calls(books, Item(name, {"type": "string"}))[1] == [f"parameter {name!r}"]


def test_same_parameters(books: Phrasebooks) -> None:
    """Models with the same parameters share a type and an overload, and each has the type under its own name."""
    (requests, calls), problems = render(contract(books, BRUSH, renamed(BRUSH, "brush-8"), model("chalk-2")))
    assert problems == []
    assert "Parameters of brush-8, brush-9." in requests
    assert "Brush9Request = Brush8Request\n" in requests
    assert "Brush9Params = Brush8Params\n" in requests
    assert calls.count("model: Literal['brush-8', 'brush-9'],") == 3
    assert calls.count("Unpack[Chalk2Request]") == 3


def test_kinds(books: Phrasebooks) -> None:
    """Each kind has its calls and a type for the names of its models."""
    texts, _ = render(contract(books, BRUSH, FILM))
    names = render_names(contract(books, BRUSH, FILM))
    assert "ModelName: TypeAlias = Literal[ImageModel, VideoModel]\n" in names
    assert "VideoModel: TypeAlias = Literal['film-1']\n" in names
    assert "AudioModel: TypeAlias = Never\n" in names
    videos = texts.calls.split("class VideoCalls")[1].split("\nclass")[0]
    assert (videos.count("Unpack[Film1Request]"), videos.count("Unpack[Brush9Request]")) == (2, 0)


def test_two_types_of_one_name(books: Phrasebooks) -> None:
    """It is a problem if nested parameters of two models would have one name."""
    other = {"type": "object", "properties": {"depth": {"type": "integer"}}}
    one, two = model("brush", Item("pro_mode", MODES)), model("brush-pro", Item("mode", other))
    assert [problem.page for problem in render(contract(books, one, two))[1]] == ["BrushProMode"]


def test_names_are_stable(books: Phrasebooks, tmp_path: Path) -> None:
    """A new model, whatever it shares with others and wherever it is in the order, renames no class and no file."""
    few = (BRUSH, renamed(BRUSH, "brush-8"), FILM)
    more = (*few, renamed(BRUSH, "acrylic-1"), renamed(FILM, "anime-1"), renamed(FILM, "zoetrope-2"))
    before, after = (names_of(contract(books, *each), tmp_path / str(len(each))) for each in (few, more))
    assert "evolink_api/models/brush_9_request_size.py" in before
    assert before - after == set()
    assert {each for each in after - before if "brush" in each.lower()} == set()


def renamed(sample: Sample, name: str) -> Sample:
    return replace(sample, body=model(name, *sample.body[2:]).body)


def names_of(document: dict[str, Any], folder: Path) -> set[str]:
    """Generate everything, and return the names of files and of what they define at the top level."""
    folder.mkdir()
    (folder / "openapi.yaml").write_text(dump(document))
    assert generate(folder / "openapi.yaml", folder / "out") == []
    found: set[str] = set()
    for path in (folder / "out").rglob("*.*"):
        found.add(path.relative_to(folder / "out").as_posix())
        found |= set(re.findall(r"^(?:class )?([A-Z]\w+)(?=[(:]| = )", path.read_text(), re.MULTILINE))
    return found


def test_chains(books: Phrasebooks) -> None:
    """A model that continues a task can be given one, and then needs none of the parameters that name it."""
    inner = {"task_id": {"type": "string"}, "image_number": {"type": "integer"}, "mode": {"type": "string"}}
    params = {"type": "object", "required": ["task_id"], "properties": inner}
    text, problems = rendered_calls(books, Item("params", params))
    assert problems == []
    assert fields(text, "Brush9ContinuedRequest") == {
        "prompt": "Required[str]", "params": "NotRequired[Brush9ContinuedParams]",
    }  # fmt: skip
    assert fields(text, "Brush9ContinuedParams") == {"mode": "NotRequired[str]"}
    assert text.count("task: EarlierTask, index: int | None = None,") == 3


def test_chain_without_objects(books: Phrasebooks) -> None:
    """An object of which a task leaves nothing is gone; without a number of a result, there is no index."""
    text, _ = rendered_calls(books, Item("source_task_id", {"type": "string"}))
    assert fields(text, "Brush9ContinuedRequest") == {"prompt": "Required[str]"}
    assert (text.count("task: EarlierTask, idempotency_key"), text.count("index:")) == (2, 0)


def test_own_task(books: Phrasebooks) -> None:
    """A parameter of the model's own that is named `task` stays the model's."""
    text, _ = rendered_calls(books, Item("task_id", {"type": "string"}), Item("task", {"type": "string"}))
    assert "task: EarlierTask" not in text
