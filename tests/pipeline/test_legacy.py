"""The legacy form of a raw page, `paths: path: …`, states the same facts as the OpenAPI document that it means."""

from typing import Any

import pytest
import yaml

from pipeline.problems import Refused
from pipeline.reading.extract import Extracted, extract, facts_hash
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import ANSWER, Item, Sample, model, raw

BRUSH = model(
    "brush-9",
    Item("style", {"type": "string"}, prose=(("maxLength", (80,)),)),
    Item("size", {"type": "string", "enum": ["wide", "3:7"]}, prose=(("default", ("3:7",)),)),
)
QUERY = Sample("/v1/tasks/{task_id}", "get", answer=ANSWER, parameters=(Item("task_id", {"type": "string"}),))


def read(text: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("page", text.encode()), books)


def legacy_of(sample: Sample) -> dict[str, Any]:
    """Return the block of a page in the legacy form."""
    document = yaml.safe_load(raw(sample).partition("````yaml")[2].partition("\n")[2].removesuffix("````\n"))
    operation = document["paths"][sample.path][sample.method]
    bearer = {"title": "bearerAuth", "parameters": {"query": {}, "header": {
        "Authorization": document["components"]["securitySchemes"]["bearerAuth"]}, "cookie": {}}}  # fmt: skip
    parameters = {each["name"]: {"schema": [{**each["schema"], "required": True}]}
                  for each in operation.get("parameters", [])}  # fmt: skip
    schema = document["components"]["schemas"]["BrushRequest"]
    body = {"application/json": {"schemaArray": [entry_of(schema)], "examples": {}}} if sample.body else {}
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return {
        "paths": {
            "path": sample.path, "method": sample.method, "operationId": operation["operationId"],
            "servers": [{"url": "https://api.evolink.ai"}],
            "request": {"security": [bearer], "parameters": {"path": parameters, "query": {}}, "body": body},
            "response": {
                "200": {"application/json": {"schemaArray": [entry_of(answer)], "description": "", "examples": {}}},
                "204": {"_mintlify/placeholder": {"schemaArray": [{"type": "any"}], "description": ""}},
            },
            "deprecated": False, "type": "path",
        },
        "components": {"schemas": {}},
    }  # fmt: skip


def entry_of(schema: dict[str, Any]) -> dict[str, Any]:
    fields = {name: {"allOf": [each]} for name, each in schema["properties"].items()}
    required = {"requiredProperties": schema["required"]} if "required" in schema else {}
    return {"type": "object", "properties": fields, "required": True, "refIdentifier": "#/x", **required}


def page_with(block: dict[str, Any], sample: Sample) -> str:
    fence = f"en/api-manual/brush.json {sample.method} {sample.path}"
    return f"# Brush\n\n## OpenAPI\n\n````yaml {fence}\n{yaml.safe_dump(block, sort_keys=False)}````\n"


@pytest.mark.parametrize("sample", [BRUSH, QUERY], ids=["creation", "query"])
def test_facts(sample: Sample, books: Phrasebooks) -> None:
    """A page in the legacy form states the facts of the same page in today's form."""
    modern = raw(sample).replace("\ncomponents:\n", "\n      '204': {description: ''}\ncomponents:\n", 1)
    modern = modern.replace("\n      '204'", "\n        '204'")
    found = read(page_with(legacy_of(sample), sample), books)
    assert facts_hash(found.document) == facts_hash(read(modern, books).document)
    assert found.document["x-evolink-page"]["operation"] == f"{sample.method.upper()} {sample.path}"


def test_lines(books: Phrasebooks) -> None:
    """Each fact has its line in the legacy page."""
    text = page_with(legacy_of(BRUSH), BRUSH)
    lines = text.splitlines()
    found = read(text, books).document["x-evolink-page"]["lines"]
    assert lines[found["request.style"] - 1].strip() == "style:"
    assert lines[found["request.size.enum"] - 1].strip() == "enum:"
    assert "80" in lines[found["request.style.maxLength"] - 1]


@pytest.mark.parametrize("part", ["path", "method", "request", "response"])
def test_missing_part(part: str, books: Phrasebooks) -> None:
    """A legacy block without one of its parts is refused, and the part is named."""
    block = legacy_of(BRUSH)
    block["paths"][part] = None
    text = page_with(block, BRUSH)
    with pytest.raises(Refused, match=f"no `{part}` under `paths`") as refused:
        read(text, books)
    assert text.splitlines()[refused.value.problems[0].line - 1].strip() == f"{part}: null"


def test_unknown_part(books: Phrasebooks) -> None:
    """A legacy block with a part that the form does not have is refused."""
    block = legacy_of(BRUSH)
    block["paths"]["responce"] = {}
    with pytest.raises(Refused, match="`responce` under `paths`"):
        read(page_with(block, BRUSH), books)


@pytest.mark.parametrize("part", ["body", "parameters"])
def test_damaged_part(part: str, books: Phrasebooks) -> None:
    """A part that is no mapping is refused with its line."""
    block = legacy_of(BRUSH)
    block["paths"]["request"][part] = {"path": "lost"} if part == "parameters" else "lost"
    with pytest.raises(Refused, match=r"lost.*a mapping is expected here"):
        read(page_with(block, BRUSH), books)


def test_another_operation(books: Phrasebooks) -> None:
    """A legacy block about another operation than its fence names is refused."""
    with pytest.raises(Refused, match="the fence names the block's only operation"):
        read(page_with(legacy_of(BRUSH), QUERY), books)


def test_alternatives(books: Phrasebooks) -> None:
    """Several schemas in one list are alternatives; the type of a closed set is that of its members."""
    block = legacy_of(QUERY)
    schemas = block["paths"]["request"]["parameters"]["path"]["task_id"]["schema"]
    schemas[0] |= {"type": "enum<string>", "enum": ["a", "b"]}
    schemas.append({"type": "integer"})
    found = read(page_with(block, QUERY), books).document["paths"][QUERY.path]["get"]["parameters"][0]["schema"]
    assert found == {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "integer"}]}
