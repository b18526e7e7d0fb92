"""What a type checker learns of a model: required and optional parameters, closed sets, objects inside."""

import re

from pipeline.cli import SPECS
from pipeline.merging.merge import merge
from pipeline.merging.wording import Wording
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.writing.typed_calls import render
from tests.pipeline.writer import Item, model, raw


def rendered_calls(books: Phrasebooks, *items: Item) -> tuple[str, list[str]]:
    document = extract(page_of("page", raw(model("brush-9", *items)).encode()), books).document
    text, problems = render(merge([document], [], Wording.load(SPECS / "wording.yaml")).document)
    return text, [problem.what for problem in problems]


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


def test_invalid_parameter_names(books: Phrasebooks) -> None:
    """A parameter whose name is invalid in Python is a problem."""
    for name in ("class", "top-p", "2fast"):
        assert rendered_calls(books, Item(name, {"type": "string"}))[1] == [f"parameter {name!r}"]
