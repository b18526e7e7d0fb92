"""Manifests are read as streams, and what is wrong with a line is told with it, and keeps no other from being read."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolink.batch._cells import value_of
from evolink.batch._json_rows import row
from evolink.batch._line import Line, Problem
from evolink.batch._manifest import lines

MODEL = "nano-banana-beta"


@pytest.fixture
def manifest(tmp_path: Path) -> Any:
    def read(name: str, content: str | bytes, model: str | None = None) -> list[Line | Problem]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(lines(path, model))

    return read


def problems(found: list[Line | Problem]) -> list[tuple[int, str, str]]:
    return [(each.line, each.field, each.rule) for each in found if isinstance(each, Problem)]


def requests(found: list[Line | Problem]) -> list[tuple[int, Any, Any]]:
    return [(each.number, each.id, each.request) for each in found if isinstance(each, Line)]


def test_json_lines_are_requests_with_an_id_if_they_like(manifest: Any) -> None:
    found = manifest("m.jsonl", '{"id": "a", "model": "m", "prompt": "x"}\n\n{"prompt": "y\\u2028z"}\n', "other")
    assert requests(found) == [
        (1, "a", {"model": "m", "prompt": "x"}),
        (3, None, {"model": "other", "prompt": "y\u2028z"}),
    ]


def test_a_mark_at_the_beginning_and_windows_line_ends_are_nothing_special(manifest: Any) -> None:
    for content in (b'\xef\xbb\xbf{"prompt": "x"}\r\n{"prompt": "y"}', b'{"prompt": "x"}\n{"prompt": "y"}\n'):
        assert [request["prompt"] for _, _, request in requests(manifest("m.jsonl", content))] == ["x", "y"]
    found = manifest("m.csv", b"\xef\xbb\xbfprompt\r\nx\r\ny\r\n")
    assert [request["prompt"] for _, _, request in requests(found)] == ["x", "y"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{", "json"),
        ("[1]", "type"),
        ('"x"', "type"),
        ('{"prompt": NaN}', "json"),
        ('{"prompt": "a", "prompt": "b"}', "json"),
        ("[" * 100_000, "json"),
        ('{"prompt": "\udcff"}', "utf-8"),
    ],
)
def test_a_line_that_is_no_request_is_told_and_the_next_is_read(manifest: Any, text: str, rule: str) -> None:
    content = f'{{"prompt": "x"}}\n{text}\n{{"prompt": "y"}}\n'.encode(errors="surrogateescape")
    found = manifest("m.jsonl", content)
    assert problems(found) == [(2, "", rule)]
    assert [number for number, _, _ in requests(found)] == [1, 3]


def test_a_line_without_an_end_does_not_fill_the_memory(manifest: Any) -> None:
    found = manifest("m.jsonl", b'{"prompt": "' + b"x" * 3 * 1024 * 1024 + b'"}\n{"prompt": "y"}\n')
    assert problems(found) == [(1, "", "maxLength")]
    assert [number for number, _, _ in requests(found)] == [2]


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans() | st.none() | st.lists(st.text())))
def test_any_object_comes_back_as_it_was_written(given_row: dict[str, Any]) -> None:
    found = row(1, json.dumps(given_row).encode(), None)
    assert isinstance(found, Line)
    assert {**found.request, **({"id": found.id} if "id" in given_row else {})} == given_row


@given(st.binary())
def test_any_bytes_are_a_row_or_a_problem(text: bytes) -> None:
    assert isinstance(row(1, text, None), Line | Problem)


def test_csv_cells_are_read_as_the_model_has_them(manifest: Any) -> None:
    found = manifest(
        "m.csv",
        "id,model,prompt,n,image_urls,size\n"
        'a,gpt-4o-image,"x, y",2,"https://a.example/1,2.png https://a.example/b.png",\n'
        'b,gpt-4o-image,"two\nlines", ,"[""https://a.example/c.png""]",1:1\n'
        "c,nano-banana-beta,1,,,\n",
    )
    assert requests(found) == [
        (2, "a", {"model": "gpt-4o-image", "prompt": "x, y", "n": 2,
                  "image_urls": ["https://a.example/1,2.png", "https://a.example/b.png"]}),
        (3, "b", {"model": "gpt-4o-image", "prompt": "two\nlines", "image_urls": ["https://a.example/c.png"],
                  "size": "1:1"}),
        (5, "c", {"model": "nano-banana-beta", "prompt": "1"}),
    ]  # fmt: skip


def test_semicolons_and_tabs_part_cells_too(manifest: Any) -> None:
    for name, sign in (("m.csv", ";"), ("m.tsv", "\t")):
        found = manifest(name, f"prompt{sign}size\nx, y{sign}1:1\n", MODEL)
        assert requests(found) == [(2, None, {"model": MODEL, "prompt": "x, y", "size": "1:1"})]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("prompt,sise", "sise"), ("prompt,prompt", "prompt"), ("prompt,", "column 2"), ("a cat,in a hat", "a cat")],
)
def test_a_heading_with_a_wrong_column_is_told_once(manifest: Any, heading: str, field: str) -> None:
    found = manifest("m.csv", f"{heading}\nx,y\nx,y\n", MODEL)
    assert problems(found)[0] == (1, field, "column")
    assert requests(found) == []


def test_a_row_with_too_many_cells_is_told(manifest: Any) -> None:
    found = manifest("m.csv", "prompt,size\nx,1:1\nx, y,1:1\nz\n", MODEL)
    assert problems(found) == [(3, "", "column")]
    assert [number for number, _, _ in requests(found)] == [2, 4]


@pytest.mark.parametrize("content", [b'prompt\n"x\n', b'prompt\nx\n"y" z\nw\n', b"prompt\n\xff\xfe\nx\n"])
def test_csv_that_is_broken_is_told(manifest: Any, content: bytes) -> None:
    assert len(problems(manifest("m.csv", content, MODEL))) == 1


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2", "integer", 2), ("2.5", "integer", "2.5"), ("two", "integer", "two"), ("٢", "integer", "٢"),
        ("2.5", "number", 2.5), ("true", "boolean", True), ("FALSE", "boolean", False), ("yes", "boolean", "yes"),
        ("2", "string", "2"), ("a b\nc", "array", ["a", "b", "c"]), ("[1, 2]", "array", [1, 2]), ("[1", "array", "[1"),
        ('{"a": 1}', "object", {"a": 1}), ("1", "object", "1"), ("2", ["integer", "null"], 2),
        ("16:9", ["string", "integer"], "16:9"), ("2", ["string", "integer"], 2),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_its_type_or_stays_text(text: str, kind: str | list[str], value: Any) -> None:
    assert value_of(text, {"type": kind}) == value
    assert type(value_of(text, {"type": kind})) is type(value)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\0" not in text), min_size=1))
def test_any_prompt_survives_csv(tmp_path_factory: pytest.TempPathFactory, prompts: list[str]) -> None:
    path = tmp_path_factory.mktemp("csv") / "m.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["model", "prompt"], *([MODEL, prompt] for prompt in prompts)])
    read = [each.request.get("prompt", "") for each in lines(path, None) if isinstance(each, Line)]
    assert read == prompts


def test_rows_from_code_are_numbered_from_one() -> None:
    given_rows: Any = [{"prompt": "x", "id": 7}, "no row"]
    found = list(lines(given_rows, MODEL))
    assert requests(found) == [(1, 7, {"model": MODEL, "prompt": "x"})]
    assert problems(found) == [(2, "", "type")]
