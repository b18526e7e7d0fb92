"""The page of models shows every limit of the contract, including those without words."""

from pathlib import Path
from typing import Any

from pipeline.cli import SPECS
from pipeline.writing.contract import create_operations
from pipeline.writing.limits import conditions, limits
from pipeline.writing.models_page import render_models_page
from pipeline.writing.readme import anchor
from pipeline.yamlio import dump, load

MASK = {
    "dependentRequired": {"mask": ["images"]},
    "dependentSchemas": {"mask": {"properties": {"images": {"minItems": 1, "maxItems": 1}}}},
}


def page(folder: Path, properties: dict[str, Any], **more: Any) -> str:
    schema = {"type": "object", "required": ["model"], "x-evolink-model": "brush-9", **more}
    schema["properties"] = {"model": {"type": "string", "enum": ["brush-9"]}, **properties}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Brush9Request"}}}}
    operation = {"operationId": "create", "requestBody": body}
    link = {"type": "string", "format": "uri", "description": "Where to tell.", "pattern": "^https://"}
    shapes = {"Brush9Request": schema, "Link": link}
    contract = folder / "openapi.yaml"
    contract.write_text(
        dump({"paths": {"/v1/images/generations": {"post": operation}}, "components": {"schemas": shapes}})
    )
    return render_models_page(contract)


def row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))


def test_section() -> None:
    """Every model has a section with its parameters and a call, and a link to it."""
    contract = SPECS / "openapi.yaml"
    index, *texts = render_models_page(contract).split("\n## ")
    sections = {text.partition("\n")[0]: text for text in texts}
    models = [schema for operation in create_operations(load(contract)) for _, schema in operation.models]
    assert models
    for schema in models:
        name = schema["x-evolink-model"]
        assert {each for each in schema["properties"] if f"| `{each}`" in sections[name]} == {*schema["properties"]} - {
            "model"
        }
        assert f'model="{name}"' in sections[name]
        assert f"[{name}](#{anchor(name)})" in index


def test_object_parameters(tmp_path: Path) -> None:
    """The parameters of an object follow it."""
    inner = {"mode": {"type": "string", "enum": ["ink", "oil"]}}
    items = {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}, "required": ["url"]}
    text = page(
        tmp_path,
        {"params": {"type": "object", "properties": inner}, "shots": {"type": "array", "items": items}},
    )
    assert row(text, "params.mode") == "| `params.mode` | text | – | One of `ink` or `oil`. |"
    assert row(text, "shots[].url").startswith("| `shots[].url` required | link |")
    assert row(text, "shots").startswith("| `shots` | list of objects |")


def test_shared_values(tmp_path: Path) -> None:
    """A value that models share is described once."""
    text = page(tmp_path, {"tell": {"$ref": "#/components/schemas/Link"}})
    assert row(text, "tell") == "| `tell` | link | – | Where to tell. See [Link](#link). |"
    assert text.endswith("## Link\n\nWhere to tell.\n\n- an https:// URL\n")


def test_prices(tmp_path: Path) -> None:
    """Prices are shown as a table."""
    text = page(tmp_path, {}, **{"x-evolink-prices": [["Quality", "Credits"], ["4K", "3"]]})
    assert "| Quality | Credits |\n|---|---|\n| 4K | 3 |" in text


def test_call(tmp_path: Path) -> None:
    """The call has every required parameter and nothing that costs extra."""
    text = page(
        tmp_path,
        {
            "photo": {"type": "string", "format": "uri"},
            "steps": {"type": "integer", "minimum": 3},
            "seed": {"type": "integer"},
            "quality": {"enum": ["4K", "2K", "1K"], "default": "2K", "x-evolink-charged-extra": ["4K"]},
        },
        required=["model", "photo", "steps"],
    )
    call = text.split("```python")[1]
    assert [line.strip() for line in call.splitlines() if line.startswith("        ")] == [
        'model="brush-9",', 'photo="https://example.com/photo.png",', "steps=3,", 'quality="1K",',
    ]  # fmt: skip


def test_nested_call(tmp_path: Path) -> None:
    """Objects in a call stand on several lines, as a formatter leaves them."""
    shot = {"type": "object", "properties": {"seconds": {"type": "integer", "minimum": 2}}, "required": ["seconds"]}
    params = {"type": "object", "properties": {"shots": {"type": "array", "items": shot}}, "required": ["shots"]}
    call = page(tmp_path, {"params": params}, required=["model", "params"]).split("```python")[1]
    lines = [
        "        params={",
        '            "shots": [',
        "                {",
        '                    "seconds": 2,',
        "                },",
        "            ],",
        "        },",
    ]
    assert "\n".join(lines) in call


def test_unworded_limit() -> None:
    """A limit that has no wording is shown as it is."""
    odd = {"type": "string", "x-evolink-unheard-of": 3, "x-evolink-odd": True, "not": {"type": "null"}}
    assert list(limits(odd)) == [
        "unheard of: 3", "odd", "not: {'type': 'null'}",
    ]  # fmt: skip
    assert list(conditions({"if": {"required": ["n"]}})) == ["If: {'required': ['n']}."]


def test_our_rules() -> None:
    """Rules that are stricter than the documentation are marked."""
    assert list(limits({"pattern": "^https?://", "x-evolink-ours": {"pattern": "stricter"}})) == [
        "an http:// or https:// URL (our rule)"
    ]
    assert list(conditions({**MASK, "x-evolink-ours": {"dependentRequired": "stricter"}})) == [
        "`mask` needs `images` (our rule).", "When `mask` is given, `images`: exactly 1 item.",
    ]  # fmt: skip
