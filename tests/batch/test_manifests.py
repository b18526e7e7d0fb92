"""Manifests are read as streams, and what is wrong with one line does not keep the others from being read."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink.batch._manifest.cells import cell_value, wrong_links
from evolink.batch._manifest.json_rows import parse_line
from evolink.batch._manifest.row import ManifestRow, ReadOptions
from evolink.batch._manifest.source import Manifest
from evolink.errors import ConfigurationError
from evolink.errors._problem import Problem

MODEL = "nano-banana-beta"


@pytest.fixture
def manifest(tmp_path: Path) -> Any:
    def read(name: str, content: str | bytes, model: str | None = None, **columns: str) -> list[ManifestRow | Problem]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(Manifest.of(path, columns, model).read())

    return read


def problems(found: list[ManifestRow | Problem]) -> list[tuple[int, str, str]]:
    return [(each.line, each.field, each.rule) for each in found if isinstance(each, Problem)]


def requests(found: list[ManifestRow | Problem]) -> list[tuple[int, Any, Any]]:
    return [(each.line, each.id, each.request) for each in found if isinstance(each, ManifestRow)]


def test_json_lines(manifest: Any) -> None:
    """JSON Lines are requests, each with an id or without."""
    found = manifest("m.jsonl", '{"id": "a", "model": "m", "prompt": "x"}\n\n{"prompt": "y\\u2028z"}\n', "other")
    assert requests(found) == [
        (1, "a", {"model": "m", "prompt": "x"}),
        (3, None, {"model": "other", "prompt": "y\u2028z"}),
    ]


def test_bom_and_windows_line_ends(manifest: Any) -> None:
    """A byte order mark and Windows line ends make no difference."""
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
def test_invalid_json_line(manifest: Any, text: str, rule: str) -> None:
    """A line that is not a request is reported, and the next one is read."""
    content = f'{{"prompt": "x"}}\n{text}\n{{"prompt": "y"}}\n'.encode(errors="surrogateescape")
    found = manifest("m.jsonl", content)
    assert problems(found) == [(2, "", rule)]
    assert [number for number, _, _ in requests(found)] == [1, 3]


def test_endless_line(manifest: Any) -> None:
    """A line without an end does not fill the memory."""
    found = manifest("m.jsonl", b'{"prompt": "' + b"x" * 3 * 1024 * 1024 + b'"}\n{"prompt": "y"}\n')
    assert problems(found) == [(1, "", "maxLength")]
    assert [number for number, _, _ in requests(found)] == [2]


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.text() | st.integers() | st.booleans() | st.none() | st.lists(st.text())))
def test_any_object_round_trip(given_row: dict[str, Any]) -> None:
    """Any object is read as it was written."""
    found = parse_line(1, json.dumps(given_row).encode(), ReadOptions())
    assert isinstance(found, ManifestRow)
    assert {**found.request, **({"id": found.id} if "id" in given_row else {})} == given_row


@settings(deadline=None)
@given(st.binary())
def test_any_bytes(text: bytes) -> None:
    """Any bytes are a row or a problem."""
    assert isinstance(parse_line(1, text, ReadOptions()), ManifestRow | Problem)


@settings(deadline=None)
@given(
    st.sampled_from([".csv", ".txt", ".json", ".jsonl"]),
    st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"[", b"prompt,image_urls\n", b'[{"prompt": "x"}, ']),
    st.binary(),
)
def test_any_file(tmp_path_factory: pytest.TempPathFactory, suffix: str, beginning: bytes, rest: bytes) -> None:
    """Any file is rows and problems."""
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(beginning + rest)
    assert all(isinstance(each, ManifestRow | Problem) for each in Manifest.of(path, model=MODEL).read())


def test_csv_cell_types(manifest: Any) -> None:
    """CSV cells are read as the types of the model's parameters."""
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


def test_semicolons_and_tabs(manifest: Any) -> None:
    """Semicolons and tabs separate cells too."""
    for name, sign in (("m.csv", ";"), ("m.tsv", "\t")):
        found = manifest(name, f"prompt{sign}size\nx, y{sign}1:1\n", MODEL)
        assert requests(found) == [(2, None, {"model": MODEL, "prompt": "x, y", "size": "1:1"})]


@pytest.mark.parametrize(
    ("heading", "field"),
    [("prompt,sise", "sise"), ("prompt,prompt", "prompt"), ("a cat,in a hat", "a cat")],
)
def test_wrong_column_once(manifest: Any, heading: str, field: str) -> None:
    """A header with a wrong column is reported once."""
    found = manifest("m.csv", f"{heading}\nx,y\nx,y\n", MODEL)
    assert problems(found)[0] == (1, field, "column")
    assert requests(found) == []


def test_too_many_cells(manifest: Any) -> None:
    """A row with too many cells is reported."""
    found = manifest("m.csv", "prompt,size\nx,1:1\nx, y,1:1\nz\n", MODEL)
    assert problems(found) == [(3, "", "column")]
    assert [number for number, _, _ in requests(found)] == [2, 4]


@pytest.mark.parametrize("content", [b'prompt\n"x\n', b'prompt\nx\n"y" z\nw\n', b"prompt\n\xff\xfe\nx\n"])
def test_broken_csv(manifest: Any, content: bytes) -> None:
    """Broken CSV is reported."""
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
def test_cell_value(text: str, kind: str | list[str], value: Any) -> None:
    """A cell is read as its type, or stays text."""
    assert cell_value(text, {"type": kind}) == value
    assert type(cell_value(text, {"type": kind})) is type(value)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "\0" not in text), min_size=1))
def test_any_prompt_in_csv(tmp_path_factory: pytest.TempPathFactory, prompts: list[str]) -> None:
    """Any prompt survives CSV."""
    path = tmp_path_factory.mktemp("csv") / "m.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["model", "prompt"], *([MODEL, prompt] for prompt in prompts)])
    read = [each.request.get("prompt", "") for each in Manifest.of(path).read() if isinstance(each, ManifestRow)]
    assert read == prompts


def test_rows_from_code() -> None:
    """Rows from code are numbered from one."""
    given_rows: Any = [{"prompt": "x", "id": 7}, "no row"]
    found = list(Manifest.of(given_rows, model=MODEL).read())
    assert requests(found) == [(1, 7, {"model": MODEL, "prompt": "x"})]
    assert problems(found) == [(2, "", "type")]


ONE, TWO = "https://a.example/1,2.png?a=1;b", "HTTPS://b.example/ü.png"
DATA = "data:image/png;base64,iVBORw0KGgo="


@pytest.mark.parametrize("between", [", ", "; ", ",", ";", " | ", "\n", "\r\n", " ", "\t", "，"])
@pytest.mark.parametrize("links", [[ONE, TWO], [DATA, ONE], [ONE, DATA, TWO], [DATA]])
def test_links_in_one_cell(manifest: Any, between: str, links: list[str]) -> None:
    """Links in one cell are separated, whatever is put between them."""
    found = manifest("m.csv", f'prompt,image_urls\nx,"{between.join(links)}"\n', MODEL)
    assert requests(found)[0][2]["image_urls"] == links


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("https://a.example/1.png,", "must not end"), ("https://a.example/1.png;", "must not end"),
        ("https://a.example/1.png,https://a.example/2.png", "contains :// twice"),
        (ONE, ""), (f"{DATA},://://", ""), ("https://a.example/?u=https%3A//b.example/1.png", ""),
    ],
)  # fmt: skip
def test_wrong_links(link: str, wrong: str) -> None:
    """Two links in the place of one are refused."""
    uri = {"format": "uri"}
    fields = {"image_urls": {"type": "array", "items": uri}, "mask_url": uri, "prompt": {"type": "string"}}
    found = list(wrong_links({"image_urls": [TWO, link], "mask_url": link, "prompt": link}, fields))
    assert [place for place, *_ in found] == (["image_urls[1]", "mask_url"] if wrong else [])
    assert all(message.startswith(wrong) for *_, message in found)


def test_empty_rows_and_columns(manifest: Any) -> None:
    """Empty rows and columns are skipped."""
    found = manifest("m.csv", ',,,\n\n prompt ,,size,\n,,,\nx,,1:1,\n"","",,\ny,,,,,\n', MODEL)
    assert requests(found) == [
        (5, None, {"model": MODEL, "prompt": "x", "size": "1:1"}),
        (7, None, {"model": MODEL, "prompt": "y"}),
    ]


def test_nameless_column(manifest: Any) -> None:
    """A value in a column without a name is reported."""
    found = manifest("m.csv", "prompt,\nx,\nx,y\n", MODEL)
    assert problems(found) == [(3, "column 2", "column")]


@pytest.mark.parametrize(
    ("column", "meant"), [("Prompt", "prompt"), ("Image URLs", "image_urls"), ("MODEL", "model"), ("promt", "prompt")]
)
def test_misspelt_column(manifest: Any, column: str, meant: str) -> None:
    """A misspelt column is reported with the right name."""
    (found,) = manifest("m.csv", f"id,{column}\nx,y\n", MODEL)
    assert found.message == f"is not a known column; did you mean {meant}?"


@pytest.mark.parametrize("content", [
    '"Text, English",id\n"a cat",1\n', 'id;"Text, English"\n1;a cat\n', "Text, English\tid\na cat\t1\n",
    'sep=;\nid;"Text, English"\n1;a cat\n', 'id|"Text, English"\n1|a cat\n',
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_spreadsheets(manifest: Any, content: str, encoding: str) -> None:
    """The CSV of any spreadsheet is read."""
    found = manifest("m.csv", content.encode(encoding), MODEL, prompt="Text, English")
    line = content.count("\n")
    assert requests(found) == [(line, "1", {"model": MODEL, "prompt": "a cat"})]


def test_renamed_columns(manifest: Any) -> None:
    """Columns are read as the parameters that they are given as."""
    for name, content in (("m.csv", "text,name\nx,1\n"), ("m.json", '[{"text": "x", "name": "1"}]')):
        found = manifest(name, content, MODEL, prompt="text", id="name")
        assert [(each.id, each.request) for each in found] == [("1", {"model": MODEL, "prompt": "x"})]
    assert problems(manifest("m.csv", "text,prompt\nx,y\n", MODEL, prompt="text")) == [(1, "prompt", "column")]
    assert problems(manifest("m.csv", "prompt\ny\n", MODEL, id="name")) == [(1, "name", "column")]
    assert problems(manifest("m.jsonl", '{"text": "x", "prompt": "y"}', MODEL, prompt="text")) == [
        (1, "prompt", "column")
    ]
    with pytest.raises(ConfigurationError, match="two parameters"):
        Manifest.of("m.csv", {"prompt": "text", "id": "text"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_prompt_per_line(manifest: Any, encoding: str) -> None:
    """A text file has a prompt on each line."""
    found = manifest("m.txt", "a cat, [red]\r\n\n  ein Bär \n".encode(encoding), MODEL)
    assert requests(found) == [
        (1, None, {"model": MODEL, "prompt": "a cat, [red]"}),
        (3, None, {"model": MODEL, "prompt": "ein Bär"}),
    ]
    assert problems(manifest("m.txt", b"x\n\xff\ny\n", MODEL)) == [(2, "", "utf-8")]
    for content in ('{"prompt": "x"}', '[ {"prompt": "x"}]'):
        assert requests(manifest("m.txt", content.encode(encoding), MODEL))[0][2]["prompt"] == "x"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_array(manifest: Any, encoding: str) -> None:
    """A JSON array is read as its objects."""
    rows = [{"prompt": f"{number} \u2028 ü" * 40, "n": number} for number in range(1500)]  # more than one chunk
    found = manifest("m.json", f" {json.dumps(rows, indent=1, ensure_ascii=False)}\n".encode(encoding))
    assert requests(found) == [(2 + 4 * place, None, row) for place, row in enumerate(rows)]


@pytest.mark.parametrize("content", [
    '[{"prompt": "x"}, {"prompt": "y"]', '[{"prompt": "x"} {}]', '[{"prompt": "x"},]', '[{"prompt": "x"}] x', "[[[",
    '[{"prompt": "x", "prompt": "y"}]', '[{"n": NaN}]', '["x"]', "[", "[12", '[{"prompt": "' + "x" * 2_000_000,
])  # fmt: skip
def test_broken_json_array(manifest: Any, content: str) -> None:
    """A broken JSON array is reported."""
    *_, found = problems(manifest("m.json", content, MODEL))
    assert found[1:] in {("", "json"), ("", "type")}


def test_utf_16_lines(manifest: Any) -> None:
    """Lines of UTF-16 are read, and a truncated one is reported."""
    content = '{"prompt": "Bär"}\n{"prompt": "x"}\n'.encode("utf-16")
    assert [each.request for each in manifest("m.jsonl", content)] == [{"prompt": "Bär"}, {"prompt": "x"}]
    for name in ("m.jsonl", "m.txt", "m.csv", "m.json"):
        assert problems(manifest(name, content[:-1], MODEL))
