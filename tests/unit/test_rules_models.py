"""The index of models, over the shipped contract and over contracts made here."""

from typing import Any

import jsonschema_rs
import pytest

from evolink_contract import document
from evolink_rules import closest_models, models
from evolink_rules._index import index


def contract_with(*operations: tuple[str, str, list[dict[str, Any]]]) -> dict[str, Any]:
    paths = {
        path: {
            "post": {
                "operationId": f"create{kind}",
                "tags": [kind],
                "requestBody": {"content": {"application/json": {"schema": {"oneOf": schemas}}}},
            }
        }
        for path, kind, schemas in operations
    }
    shared = {"Link": {"type": "string", "format": "uri"}}
    return {"paths": {**paths, "/v1/tasks/{id}": {"get": {}}}, "components": {"schemas": shared}}


def schema_of(name: str) -> dict[str, Any]:
    link = {"$ref": "#/components/schemas/Link", "maxLength": 9}
    properties = {"model": {"enum": [name]}, "links": {"items": [link]}}
    return {"type": "object", "properties": properties, "x-evolink-model": name}


def test_every_name_is_found() -> None:
    """Every name of the discriminator is found."""
    bodies = [
        item["post"]["requestBody"] for item in document()["paths"].values() if "requestBody" in item.get("post", {})
    ]
    schemas = [content.get("schema", {}) for body in bodies for content in body["content"].values()]
    assert set(models()) == {name for schema in schemas for name in schema.get("discriminator", {}).get("mapping", {})}


def test_older_name() -> None:
    """An older name leads to the current model."""
    info = models()["gemini-2.5-flash-image"]
    assert info is models()[info.name]
    assert info.name == "nano-banana-beta"
    assert info.aliases == ("gemini-2.5-flash-image",)
    assert (info.path, info.kind) == ("/v1/images/generations", "images")
    assert info.pages


@pytest.mark.parametrize("name", list(models()))
def test_schema_is_self_contained(name: str) -> None:
    """The schema of a model is self-contained."""
    schema = models()[name].schema
    assert "$ref" not in str(schema)
    jsonschema_rs.validator_for(schema)


def test_models_of_new_operation() -> None:
    """Models of a new operation are found without any code."""
    found = index(
        contract_with(
            ("/v1/images/generations", "images", [schema_of("painter")]),
            ("/v1/videos/generations", "videos", [schema_of("filmer"), schema_of("animator")]),
        )
    )
    assert [(name, info.path, info.kind) for name, info in found.items()] == [
        ("painter", "/v1/images/generations", "images"),
        ("filmer", "/v1/videos/generations", "videos"),
        ("animator", "/v1/videos/generations", "videos"),
    ]


def test_reference_with_siblings() -> None:
    """A reference is resolved, and the keywords beside it stay."""
    info = index(contract_with(("/v1/x", "images", [schema_of("painter")])))["painter"]
    assert info.schema["properties"]["links"]["items"] == [{"type": "string", "format": "uri", "maxLength": 9}]


def test_lazy_resolution() -> None:
    """A model is resolved only when it is used."""
    found = index(contract_with(("/v1/x", "images", [schema_of(f"model-{n}") for n in range(100)])))
    assert found["model-7"].schema
    assert [name for name, info in found.items() if "schema" in vars(info)] == ["model-7"]


def test_index_is_read_only() -> None:
    """The index can't be changed."""
    with pytest.raises(TypeError):
        models()["x"] = models()["gpt-4o-image"]  # type: ignore[index]


def test_close_names() -> None:
    """Close names come in order of similarity, and distant ones not at all."""
    assert closest_models("nano-banana-bet")[0] == "nano-banana-beta"
    assert closest_models("zzz") == ()


def test_near_names() -> None:
    """A name in another case or with other spaces is that one alone, and a part of names finds those."""
    assert closest_models("Nano Banana_BETA") == ("nano-banana-beta",)
    assert closest_models("gpt") == ("gpt-4o-image", "gpt-image-1.5", "gpt-image-2")
    assert closest_models("q") == ()


def test_cost_of_many_models() -> None:
    """A hundred models cost as much as four until they are used."""
    schemas = [schema_of(f"newer-{number}") for number in range(100)]
    known = index(contract_with(("/v1/images/generations", "images", schemas)))
    assert len(known) == 100
    assert [name for name, info in known.items() if "schema" in vars(info)] == []  # none is resolved yet
    assert known["newer-7"].schema["properties"]["links"]["items"][0]["format"] == "uri"
    assert [name for name, info in known.items() if "schema" in vars(info)] == ["newer-7"]
