"""A page and a table about one model: the newest counts, or a page whose facts stand with the newer beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.merging.agreement import Stated
from pipeline.merging.merge import Merged, merge
from pipeline.merging.witnesses import weighed
from pipeline.merging.wording import Wording
from pipeline.problems import errors
from pipeline.reading.folder import extract_folder
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.sources import Sources, load_sources
from pipeline.reading.structure import JSON_BODY
from tests.pipeline.test_forms import changed
from tests.pipeline.writer import Item, model, raw

TEXT, LINKS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
WORDING = Wording({"info": {"title": "Easels", "version": "1"}, "tags": {}, "operations": {}, "answers": {},
                   "schemas": {}, "fields": {}})  # fmt: skip
AGES = ("genx", "plain", "0a1b2c3d")
FIELDS = ("components", "schemas", "BrushRequest", "properties")
PAGE = (
    Item("links", {**LINKS, "maxItems": 2, "minItems": 1}),
    Item("seconds", {"type": "integer", "enum": [5, 10], "default": 5}),
    Item("callback_url", {**TEXT, "format": "uri"}),
)
TABLE: dict[str, dict[str, Any]] = {
    "prompt": {**TEXT, "maxLength": 90, "required": True},
    "links": {**LINKS, "maxItems": 4, "required": True},
    "seconds": {"type": "integer", "minimum": 2, "maximum": 15},
    "style": TEXT,
}


def merged(folder: Path, books: Phrasebooks, sources: Sources, older: str = "", page: str = "", **table: Any) -> Merged:
    """Merge the page of brush-9, which may name an older name of it, with a table of brush-9 and others."""
    words = f"- brush-9\n          description: The model name `{older}` is still supported, mapped to `brush-9`"
    page = page or raw(model("brush-9", *PAGE))
    (folder / "en--brush.md").write_text(page.replace("- brush-9", words, 1) if older else page, encoding="utf-8")
    entries = {
        name.replace("_", "-"): {
            "path": "/v1/images/generations", "docs": "https://docs.example.com/en/easel", "params": params,
            "required": [each for each, schema in params.items() if schema.get("required")],
        }
        for name, params in table.items()
    }  # fmt: skip
    text = json.dumps({"meta": {"commit": "0a1b2c3d"}, "models": entries}, indent=1)
    (folder / "table.json").write_text(text, encoding="utf-8")
    found, problems = extract_folder(folder, books, sources)
    assert problems == []
    return merge([each.document for each in found], [], WORDING, sources)


def request(found: Merged, name: str = "Brush9Request") -> dict[str, Any]:
    schema: dict[str, Any] = found.document["components"]["schemas"][name]
    return schema


def differences(found: Merged) -> list[tuple[str, str]]:
    """Return what the sources of a request disagree about, with the page that is named first."""
    return [(each.page, each.what) for each in found.problems if "table--" in each.page + each.what]


def test_newest_counts(books: Phrasebooks, tmp_path: Path) -> None:
    """The newest source's values count, and a field that only the older has; a note names both places and values."""
    found = merged(tmp_path, books, Sources(ages=AGES), brush_9=TABLE)
    assert {each.level for each in found.problems} <= {"note"}
    schema = request(found)
    fields = schema["properties"]
    assert schema["required"] == ["model", "prompt", "links"]
    assert fields["links"] == {**LINKS, "maxItems": 4}
    assert fields["seconds"] == {"type": "integer", "minimum": 2, "maximum": 15}
    assert {"style", "callback_url"} <= set(fields)
    notes = dict(zip(["required", "maxItems", "enum", "default"], differences(found), strict=False))
    assert notes.keys() == {"required", "maxItems", "enum", "default"}
    (page, what), *_ = [each for each in differences(found) if "maxItems" in each[1]]
    assert page == "table--brush-9"
    assert "request.links.maxItems: 4 here, 2 on en--brush:" in what


def test_cut_off(books: Phrasebooks, tmp_path: Path) -> None:
    """What only the older source says stays if the newer one's description was cut off, but no other values do."""
    cut = {"description": "The links of the pictures to be shown, and their…"}
    table = {"links": {**LINKS, **cut, "maxItems": 4}, "seconds": {**TABLE["seconds"], **cut}}
    fields = request(merged(tmp_path, books, Sources(ages=AGES), brush_9=table))["properties"]
    assert fields["links"] == {**LINKS, "minItems": 1, "maxItems": 4}
    assert fields["seconds"] == TABLE["seconds"]


def test_cut_off_before_bounds(books: Phrasebooks, tmp_path: Path) -> None:
    """The bounds of a size stay if the newer description was cut off before them, and names the same values."""
    forms = "Size. Supports two formats:{}Ratio format: 1:1, 5:8{}Pixel format: {}"
    paragraphs = forms.format("\n\n", "\n\n", "Total pixel range: [640x480, 2000x1000]")
    page = changed(raw(model("brush-9", Item("size", TEXT))), FIELDS, size={**TEXT, "description": paragraphs})
    cut = forms.format(" Method 1 - ", " Method 2 - ", "Total pixel range: [640x4…")
    found = merged(tmp_path, books, Sources(ages=AGES), page=page, brush_9={"size": {**TEXT, "description": cut}})
    size = request(found)["properties"]["size"]
    assert size["x-evolink-size-values"] == ["1:1", "5:8"]
    assert size["x-evolink-size-pixels"] == [640 * 480, 2_000_000]


def stated(name: str, rules: dict[str, Any], **page: Any) -> Stated:
    """Return what a source says of a request with links and a mask."""
    at = ("paths", "/v1/images/generations", "post", "requestBody", *JSON_BODY)
    node = {"type": "object", "properties": {"links": LINKS, "mask": TEXT}, **rules}
    return Stated({"name": name, "lines": {}, **page}, at, node)


@pytest.mark.parametrize(("cut", "stays"), [("mask", True), ("links", True), ("style", False)])
def test_rules_of_requests(cut: str, stays: bool) -> None:  # noqa: FBT001 - a case
    """An older rule that joins fields stays only if the newer description of one of them was cut off."""
    rules = {"dependentRequired": {"mask": ["links"]}, "allOf": [{"if": {"required": ["mask"]}, "then": {}}]}
    older = stated("en--brush", {**rules, "anyOf": [{"required": ["links"]}, {"required": ["mask"]}]}, age=(0, ""))
    found, _ = weighed([older, stated("table--brush", {}, age=(1, ""), cut=[cut])], [])
    assert ("dependentRequired" in found, "anyOf" in found) == (stays, stays)
    assert "allOf" not in weighed([older, stated("table--brush", {}, age=(1, ""), cut=["links"])], [])[0]


def test_facts_that_stand(books: Phrasebooks, tmp_path: Path) -> None:
    """Where a page's facts stand, the newer ones are noted beside them with their source and commit."""
    found = merged(tmp_path, books, Sources(ages=AGES, kept=frozenset({"en--brush"})), brush_9=TABLE)
    assert {each.level for each in found.problems} <= {"note"}
    schema = request(found)
    links, seconds = schema["properties"]["links"], schema["properties"]["seconds"]
    source = {"source": "table--brush-9", "commit": "0a1b2c3d"}
    assert (links["maxItems"], links["minItems"]) == (2, 1)
    assert links["x-evolink-newer"] == {"maxItems": {"value": 4, **source}}
    assert (seconds["enum"], seconds["default"]) == ([5, 10], 5)
    assert seconds["x-evolink-newer"] == {"minimum": {"value": 2, **source}, "maximum": {"value": 15, **source}}
    assert "style" not in schema["properties"]
    assert [page["name"] for page in schema["x-evolink-pages"]] == ["en--brush"]
    assert schema["x-evolink-newer"]["properties"]["value"] == {"style": TEXT}
    assert schema["x-evolink-newer"]["required"]["value"] == ["model", "prompt", "links"]
    assert [page for page, what in differences(found) if "maxItems" in what] == ["en--brush"]


@pytest.mark.parametrize("kept", [True, False])
def test_older_names(kept: bool, books: Phrasebooks, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """A table's entry under an older name is a witness of the model that a page maps the name to, which stays."""
    sources = Sources(ages=AGES, kept=frozenset({"en--brush"} if kept else ()))
    found = merged(tmp_path, books, sources, older="brush-8", brush_8={"links": {**LINKS, "maxItems": 4}})
    assert errors(found.problems) == []
    assert list(found.document["components"]["schemas"]).count("Brush8Request") == 0
    schema = request(found)
    assert schema["properties"]["model"]["enum"] == ["brush-9", "brush-8"]
    links = schema["properties"]["links"]
    assert (links["maxItems"], "x-evolink-newer" in links) == ((2, True) if kept else (4, False))
    both = merged(tmp_path, books, sources, older="brush-8", brush_8={"links": LINKS}, brush_9={"seconds": TEXT})
    assert errors(both.problems) == []


def test_other_type(books: Phrasebooks, tmp_path: Path) -> None:
    """Of a field whose type changed, nothing of the older source stays."""
    found = merged(tmp_path, books, Sources(ages=AGES), brush_9={"seconds": {"type": "string"}})
    assert request(found)["properties"]["seconds"] == {"type": "string"}


def test_older_beside_what_stands(books: Phrasebooks, tmp_path: Path) -> None:
    """An older source beside a page whose facts stand changes nothing."""
    sources = Sources(ages=("0a1b2c3d", "plain"), kept=frozenset({"en--brush"}))
    found = merged(tmp_path, books, sources, brush_9=TABLE)
    assert "x-evolink-newer" not in json.dumps(found.document)


@pytest.mark.parametrize("kept", [True, False])
def test_left_out(kept: bool, books: Phrasebooks, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """A model that only a table documents gets what the table leaves out, if pages whose facts stand say it."""
    sources = Sources(ages=AGES, kept=frozenset({"en--brush"} if kept else ()), left_out=("callback_url",))
    schema = request(merged(tmp_path, books, sources, chalk_2=TABLE), "Chalk2Request")
    assert ("callback_url" in schema["properties"]) is kept
    assert schema.get("x-evolink-generalised") == ({"callback_url": ["en--brush"]} if kept else None)


def test_sources_file(tmp_path: Path) -> None:
    """Folders are relative to the repository; a commit or mark that is not listed counts as documented."""
    path = tmp_path / "tree" / "specs" / "sources.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("pages: [../pages]\nages: [genx, plain, abc]\nkept: [en--x]\nleft-out: [y]\n", encoding="utf-8")
    sources = load_sources(path)
    assert (*sources.folders, *sources.kept, *sources.left_out) == (tmp_path / "pages", "en--x", "y")
    pages = [{"name": "a.genx"}, {"name": "a.2026-01"}, {"name": "a", "commit": "abc"}, {"name": "a", "commit": "new"}]
    assert sorted(pages, key=sources.age) == pages
    assert sources.age({"name": "a.other"}) == sources.age({"name": "a"})
    assert sources.present == ()
