"""The parameter table: one extract per model, through the same stages as a page."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.problems import Problem
from pipeline.reading.coverage import coverage_of
from pipeline.reading.extract import Extracted
from pipeline.reading.folder import extract_folder
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import JSON_BODY, node_at
from pipeline.writing.lenient import lenient

PATH = "/v1/videos/generations"
DOCS = "https://docs.example.com/docs/en/api-manual/easel/"


def entry(params: dict[str, Any], **parts: Any) -> dict[str, Any]:
    required = [name for name, each in params.items() if isinstance(each, dict) and each.get("required") is True]
    return {
        "kind": "video", "path": PATH, "title": "Easel", "docs": DOCS, "required": required, "params": params, **parts,
    }  # fmt: skip


def table(**models: Any) -> dict[str, Any]:
    return {"meta": {"commit": "0a1b2c3d"}, "models": {name.replace("_", "."): each for name, each in models.items()}}


def extracts(folder: Path, books: Phrasebooks, value: Any) -> tuple[dict[str, Extracted], list[Problem]]:
    text = value if isinstance(value, str) else json.dumps(value, indent=1, ensure_ascii=False)
    (folder / "table.json").write_text(text, encoding="utf-8")
    found, problems = extract_folder(folder, books)
    return {each.document["x-evolink-page"]["models"][0]: each for each in found}, problems


def body(extracted: Extracted) -> Any:
    return node_at(extracted.document, ("paths", PATH, "post", "requestBody", *JSON_BODY))


def test_entry(books: Phrasebooks, tmp_path: Path) -> None:
    """An extract has the entry's facts, the model that the table leaves out, and says where it comes from."""
    params = {
        "prompt": {"type": "string", "maxLength": 90, "required": True},
        "seconds": {"type": "integer|string", "minimum": 2, "maximum": 9, "default": 4},
        "extra": {
            "type": "object",
            "properties": {
                "shots": {"type": "array", "items": {"type": "object", "properties": {
                    "index": {"type": "integer", "required": True}}}},
                "tags": {"type": "array", "maxItems": 3},
            },
        },
    }  # fmt: skip
    found, problems = extracts(tmp_path, books, table(easel_1=entry(params)))
    assert problems == []
    schema, page = body(found["easel.1"]), found["easel.1"].document["x-evolink-page"]
    assert schema["required"] == ["model", "prompt"]
    assert schema["properties"]["model"] == {"type": "string", "enum": ["easel.1"]}
    assert schema["properties"]["seconds"]["type"] == ["integer", "string"]
    extra = schema["properties"]["extra"]["properties"]
    assert extra["shots"]["items"]["required"] == ["index"]
    assert extra["tags"] == {"type": "array", "maxItems": 3, "items": {}}
    named = ("name", "url", "form", "operation", "table", "commit", "locale")
    assert [page[key] for key in named] == [
        "table--easel.1", DOCS, "table", f"POST {PATH}", "table", "0a1b2c3d", "en",
    ]  # fmt: skip
    lines = (tmp_path / "table.json").read_text(encoding="utf-8").splitlines()
    assert '"maxLength": 90' in lines[page["lines"]["request.prompt.maxLength"] - 1]


def test_prose(books: Phrasebooks, tmp_path: Path) -> None:
    """A description is split into sentences as a page's is; the last is none if it was cut off."""
    params = {
        "prompt": {"type": "string", "description": "Words for the film; at most 80 characters; at least 3 chara…"},
    }
    found, _ = extracts(tmp_path, books, table(easel=entry(params)))
    assert body(found["easel"])["properties"]["prompt"] == {"type": "string", "maxLength": 80}
    report = coverage_of(found["easel"])
    assert len(report.cut) == 1
    assert not any("character" in each.sentence.text for each in report.unknown)


def test_example(books: Phrasebooks, tmp_path: Path) -> None:
    """An entry accepts its own example: a sentence that contradicts it is unknown, a keyword is withdrawn."""
    params = {
        "prompt": {"type": "string", "description": "At most 5 characters"},
        "size": {"type": "string", "enum": ["small"]},
        "n": {"type": "integer", "maximum": 4},
    }
    example = {"prompt": "A long way home", "size": "large", "n": 2}
    found, _ = extracts(tmp_path, books, table(easel=entry(params, example=example)))
    fields = body(found["easel"])["properties"]
    assert (fields["prompt"], fields["size"]) == ({"type": "string"}, {"type": "string"})
    assert fields["n"] == {"type": "integer", "maximum": 4}
    assert [each.sentence.text for each in coverage_of(found["easel"]).unknown] == ["At most 5 characters"]
    assert any("enum" in each.what and "withdrawn" in each.what for each in found["easel"].problems)


@pytest.mark.parametrize(("bad", "what"), [
    ([], "list"),
    (entry({}, path="videos"), "path"),
    (entry({"prompt": "text"}), "text"),
    (entry({"prompt": {"type": "strong"}}), "strong"),
    (entry({"prompt": {"type": "string", "length": 3}}), "length"),
    (entry({"prompt": {"type": "string"}}, required=["prompt"]), "required"),
    (entry({}, docs="https://docs.example.com/eo/easel"), "language"),
    (entry({}, model="chalk"), "model"),
    (entry({"prompt": {"type": "string", "description": "lost \ufffd"}}), "lost"),
])  # fmt: skip
def test_bad_entry(bad: Any, what: str, books: Phrasebooks, tmp_path: Path) -> None:
    """One bad entry is a problem at its place, and does not lose the others."""
    good = entry({"prompt": {"type": "string"}})
    found, problems = extracts(tmp_path, books, table(bad=bad, good=good))
    assert list(found) == ["good"]
    assert [(each.page, each.level) for each in problems] == [("table--bad", "error")]
    assert what in problems[0].what
    assert problems[0].line > 1


def test_one_name(books: Phrasebooks, tmp_path: Path) -> None:
    """Two models whose extracts would have one file name are a problem of the second."""
    found, problems = extracts(
        tmp_path, books, {"meta": {"commit": "1"}, "models": {"a/b": entry({}), "A-B": entry({})}}
    )
    assert (list(found), [each.page for each in problems]) == (["a/b"], ["table--A-B"])


@pytest.mark.parametrize(("text", "line", "what"), [
    ('{"meta": {"commit": "1"},\n "models": {"a": 1,}}', 2, "pairs"),
    ('{"meta": {"commit": "1"},\n "models": {"a": 1\n', 3, "cut off"),
    ('{"meta": {"commit": "1"}, "models": {"a": nan}}', 1, "nan"),
    ('{"a": 1,\n "a": 2}', 2, "twice"),
    ('[{"model": "easel"}]', 1, "models"),
    ('{"models": {"easel": {}}}', 1, "meta.commit"),
    ('{"meta": {"commit": "1"}} 7', 1, "after the end"),
    ("", 1, "cut off"),
])  # fmt: skip
def test_malformed(text: str, line: int, what: str, books: Phrasebooks, tmp_path: Path) -> None:
    """A file that is no parameter table is a problem with its place."""
    found, (problem,) = extracts(tmp_path, books, text)
    assert (found, problem.page, problem.line, problem.level) == ({}, "table", line, "error")
    assert what in problem.what


def test_set_of_two_types() -> None:
    """The low-level client, which has no closed set of several types, gets a choice between two sets."""
    field = {"type": ["integer", "string"], "enum": ["auto", 1, 2], "default": 1}
    document = {
        "paths": {},
        "components": {"schemas": {"Easel": {"properties": {"count": field, "enum": {"type": "string"}}}}},
    }
    schema = lenient(document)["components"]["schemas"]["Easel"]["properties"]
    words, numbers = {"type": "string", "enum": ["auto"]}, {"type": "integer", "enum": [1, 2]}
    assert schema == {"count": {"default": 1, "anyOf": [words, numbers]}, "enum": {"type": "string"}}
