"""Options from any contract: a new parameter becomes an option by its schema alone."""

from typing import Any

import click
import pytest

from evolink.cli._parameters import Parameter

TEXT = {"type": "string"}
LINK = {"type": "string", "format": "uri"}

BY_SCHEMA: list[tuple[str, list[dict[str, Any]], list[str], Any]] = [
    ("style", [TEXT], ["--style", "noir"], "noir"),
    ("style", [{"type": ["string", "null"]}], ["--style", "7"], "7"),
    ("steps", [{"type": "integer"}], ["--steps", "30"], 30),
    ("guidance_scale", [{"type": "number"}], ["--guidance-scale", "7.5"], 7.5),
    ("strength", [{"type": "integer"}, {"type": "number"}], ["--strength", "0.5"], 0.5),
    ("hdr", [{"type": "boolean"}], ["--hdr"], True),
    ("hdr", [{"type": "boolean"}], ["--no-hdr"], False),
    ("image_urls", [{"type": "array", "items": LINK}], ["--image", "a", "--image-urls", "b"], ("a", "b")),
    ("style_urls", [{"type": "array", "items": LINK}], ["--style", "a"], ("a",)),
    ("tags", [{"type": "array", "items": TEXT}], ["--tags", "a", "--tags", "b"], ("a", "b")),
    ("seeds", [{"type": "array", "items": {"type": "integer"}}], ["--seeds", "1", "--seeds", "2"], (1, 2)),
    ("box", [{"type": "object"}], ["--box", '{"x": 1}'], {"x": 1}),
    ("boxes", [{"type": "array", "items": {"type": "object"}}], ["--boxes", '{"x": 1}'], ({"x": 1},)),
    ("matrix", [{"type": "array"}, TEXT], ["--matrix", "[1, 2]"], [1, 2]),
    ("matrix", [{"type": "array"}, TEXT], ["--matrix", "plain"], "plain"),
    ("whatever", [{}], ["--whatever", "[true]"], [True]),
]


def read(parameter: Parameter, *arguments: str) -> Any:
    option = parameter.option()
    assert option
    found = click.Command("x", params=[option]).make_context("x", [*arguments]).params
    return found[f"parameter_{parameter.name}"]


def parameter(name: str, *schemas: dict[str, Any]) -> Parameter:
    return Parameter(name, {f"model-{number}": schema for number, schema in enumerate(schemas)})


@pytest.mark.parametrize(("name", "schemas", "arguments", "value"), BY_SCHEMA)
def test_type_of_option(name: str, schemas: list[dict[str, Any]], arguments: list[str], value: object) -> None:
    """The schema decides the type of an option."""
    assert read(parameter(name, *schemas), *arguments) == value


@pytest.mark.parametrize("schema", [TEXT, {"type": "boolean"}, {"type": "object"}, {"type": "array", "items": LINK}])
def test_missing_option(schema: dict[str, Any]) -> None:
    """An option that is not given sends nothing."""
    assert read(parameter("some_urls", schema)) in {None, ()}


def test_object_option() -> None:
    """The value of an object must be JSON."""
    with pytest.raises(click.BadParameter, match="is not valid JSON"):
        read(parameter("box", {"type": "object"}), "--box", "{x: 1}")


def test_own_options_first() -> None:
    """The command's own options take precedence over parameters."""
    assert parameter("output", TEXT).option(["--output", "-o"]) is None
    shortened = parameter("set_urls", {"type": "array", "items": LINK}).option(["--set"])
    assert shortened
    assert shortened.opts == ["--set-urls"]


def test_value_completion() -> None:
    """Values are completed for the given model."""
    option = Parameter("size", {"small": {"enum": ["1:1"]}, "large": {"enum": ["1:1", "16:9"]}}).option()
    assert option
    context = click.Context(click.Command("x"))
    assert [item.value for item in option.shell_complete(context, "1")] == ["1:1", "16:9"]
    context.params["model"] = "small"
    assert [item.value for item in option.shell_complete(context, "1")] == ["1:1"]
