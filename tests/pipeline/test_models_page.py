"""The pages of models show every limit of the contract, including those without words."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from evolink._contract.models import example_request, models
from evolink.cli._example_command import example_command
from evolink.cli._parameters import option_name, parameters_of
from pipeline.cli import SPECS
from pipeline.writing.contract import create_operations
from pipeline.writing.limits import conditions, limits
from pipeline.writing.model_page import file_name
from pipeline.writing.models_page import MODEL_PAGES, MODELS_PAGE, pages_of_gone_models, render_models, write_models
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
    return render_models(contract)[MODEL_PAGES / "brush-9.md"]


def row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))


@pytest.fixture(scope="module")
def pages() -> dict[Path, str]:
    return render_models(SPECS / "openapi.yaml")


def test_pages(pages: dict[Path, str]) -> None:
    """Every model has a page with its parameters and a call, and a row that older links and readers find."""
    models = [schema for operation in create_operations(load(SPECS / "openapi.yaml")) for _, schema in operation.models]
    assert len(pages) == len(models) + 1
    for schema in models:
        name = schema["x-evolink-model"]
        text = pages[MODEL_PAGES / file_name(name)]
        shown = {each for each in schema["properties"] if f"\n| `{each}`" in text}
        assert shown == {*schema["properties"]} - {"model"}
        assert f'model="{name}"' in text
        assert f'<a id="{anchor(name)}"></a>' in pages[MODELS_PAGE]
        assert f"[{name}](models/{file_name(name)})" in pages[MODELS_PAGE]


def test_vendor_pages(pages: dict[Path, str]) -> None:
    """A model has one link to each page that the vendor has on it, the English one, as far as its address is known."""
    for operation in create_operations(load(SPECS / "openapi.yaml")):
        for _, schema in operation.models:
            (said,) = re.findall(
                r"^The vendor documents .*", pages[MODEL_PAGES / file_name(schema["x-evolink-model"])], re.MULTILINE
            )
            links = dict(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", said))
            known = [page["url"] for page in schema["x-evolink-pages"] if page.get("url")]
            assert links.keys() == ({url.rsplit("/", 1)[1] for url in known} or {"docs.evolink.ai"})
            assert {*links.values()} <= {*known, "https://docs.evolink.ai"}
            assert all("/en/" in url for url in links.values() if known)


def test_commands(pages: dict[Path, str]) -> None:
    """The command of each model is the one that the command line itself would write, with options in full."""
    for name, info in models().items():
        parameters, request = parameters_of([info]), example_request(info)
        if name != info.name or request is None:
            continue
        full = {each.flags[0]: option_name(each.path) for each in parameters if each.short} | {"-m": "--model"}
        expected = shlex.split(" ".join(example_command(request, parameters, 10_000)))
        written = pages[MODEL_PAGES / file_name(name)].split("```sh\n")[1].split("```")[0]
        assert shlex.split(written.replace("\\\n", " ")) == [full.get(word, word) for word in expected]


def test_list(pages: dict[Path, str]) -> None:
    """The list says what a model takes, and what it costs in the documentation's example."""
    rows = {line.split("](")[0].rpartition("[")[2]: line for line in pages[MODELS_PAGE].splitlines() if "<a id" in line}
    assert rows["gpt-4o-image"].endswith("(gpt) | text, image ≤ 5, mask, 1/2/4 results | 2.5 |")
    assert all(line.split(" | ")[1].strip() for line in rows.values())


def test_gone_models(tmp_path: Path) -> None:
    """The page of a model that is gone is removed."""
    gone = tmp_path / MODEL_PAGES / "gone-1.md"
    page(tmp_path, {})
    gone.parent.mkdir(parents=True)
    gone.touch()
    assert pages_of_gone_models(tmp_path, {}) == [gone]
    write_models(tmp_path, tmp_path / "openapi.yaml")
    assert {path.name for path in gone.parent.iterdir()} == {"brush-9.md"}


def test_object_parameters(tmp_path: Path) -> None:
    """The parameters of an object follow it."""
    inner = {"mode": {"type": "string", "enum": ["ink", "oil"]}}
    items = {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}, "required": ["url"]}
    text = page(
        tmp_path,
        {"params": {"type": "object", "properties": inner}, "shots": {"type": "array", "items": items}},
    )
    assert row(text, "params.mode") == "| `params.mode` | text |  | One of `ink` or `oil`. |"
    assert row(text, "shots[].url").startswith("| `shots[].url` required | link |")
    assert row(text, "shots").startswith("| `shots` | list of objects |")


def test_shared_values(tmp_path: Path) -> None:
    """A value that models share is described on the page of each."""
    text = page(tmp_path, {"tell": {"$ref": "#/components/schemas/Link"}})
    assert row(text, "tell") == "| `tell` | link |  | Where to tell. An https:// URL. |"


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
    call = text.split("```python")[1].split("```")[0]
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
