"""Options from any contract: a new parameter becomes an option by its schema alone."""

from typing import Any

import click
import pytest

from evolink.cli._parameter_options import ParameterOption, options_for, with_plain_switches
from evolink.cli._parameters import parameters_of
from evolink.cli._request_options import option_of_field, request_parameters
from tests.cli.made import made

TEXT = {"type": "string"}
LINK = {"type": "string", "format": "uri"}
LINKS = {"type": "array", "items": LINK}
NUMBERS = {"type": "array", "items": {"type": "integer"}}
SHOT = {"type": "object", "properties": {"index": {"type": "integer"}, "text": TEXT}}
VIDEO = {"type": "object", "properties": {"video_url": LINK}}
PARAMS = {
    "type": "object",
    "properties": {
        "web_search": {"type": "boolean"},
        "mode": {"enum": ["slow", "fast"], "type": "string"},
        "canvas": {"type": "object", "properties": {"width": {"type": "integer"}, "tags": NUMBERS}},
        "shots": {"type": "array", "items": SHOT},
        "videos": {"type": "array", "items": VIDEO, "maxItems": 2},
        "free": {"type": "object"},
    },
}

BY_SCHEMA: list[tuple[dict[str, Any], list[str], Any]] = [
    ({"style": TEXT}, ["--style", "noir"], {"style": "noir"}),
    ({"style": {"type": ["string", "null"]}}, ["--style", "7"], {"style": "7"}),
    ({"steps": {"type": "integer"}}, ["--steps", "30"], {"steps": 30}),
    ({"guidance_scale": {"type": "number"}}, ["--guidance-scale", "7.5"], {"guidance_scale": 7.5}),
    ({"length": {"type": ["integer", "string"]}}, ["--length", "5"], {"length": 5}),
    ({"length": {"anyOf": [{"type": "integer"}, TEXT]}}, ["--length", "auto"], {"length": "auto"}),
    ({"hdr": {"type": "boolean"}}, ["--hdr"], {"hdr": True}),
    ({"hdr": {"type": "boolean"}}, ["--no-hdr"], {"hdr": False}),
    ({"hdr": {"type": "boolean"}}, ["--hdr=false"], {"hdr": False}),
    ({"image_urls": LINKS}, ["--image", "a", "--image-urls", "b"], {"image_urls": ["a", "b"]}),
    ({"image_start": LINK, "image_end": LINK}, ["--image", "a", "--image-end", "b"],
     {"image_start": "a", "image_end": "b"}),
    ({"style_urls": LINKS}, ["--style-urls", "a"], {"style_urls": ["a"]}),
    ({"image": TEXT, "image_urls": LINKS}, ["--image", "a", "--image-urls", "b"], {"image": "a", "image_urls": ["b"]}),
    ({"image_urls": LINKS, "image": TEXT}, ["--image", "a"], {"image": "a"}),
    ({"tags": {"type": "array", "items": TEXT}}, ["--tags", "a", "--tags", "b"], {"tags": ["a", "b"]}),
    ({"seeds": NUMBERS}, ["--seeds", "1", "--seeds", "2"], {"seeds": [1, 2]}),
    ({"box": {"type": "object"}}, ["--box", '{"x": 1}'], {"box": {"x": 1}}),
    ({"whatever": {}}, ["--whatever", "[true]"], {"whatever": [True]}),
    ({"params": PARAMS}, ["--params.web-search", "--params.mode", "fast", "--params.canvas.width=8"],
     {"params": {"web_search": True, "mode": "fast", "canvas": {"width": 8}}}),
    ({"params": PARAMS}, ["--no-params.web-search"], {"params": {"web_search": False}}),
    ({"params": PARAMS}, ["--params.web-search=TRUE"], {"params": {"web_search": True}}),
    ({"params": PARAMS}, ["--params.canvas.tags", "1", "--params.canvas.tags", "2"],
     {"params": {"canvas": {"tags": [1, 2]}}}),
    ({"params": PARAMS}, ["--params.shots", '{"index": 1}', "--params.shots", '{"index": 2}'],
     {"params": {"shots": [{"index": 1}, {"index": 2}]}}),
    ({"params": PARAMS}, ["--video", "a", "--params.videos.video-url", "b"],
     {"params": {"videos": [{"video_url": "a"}, {"video_url": "b"}]}}),
    ({"params": PARAMS}, ["--params.videos", '{"video_url": "a"}', "--video", "b"],
     {"params": {"videos": [{"video_url": "a"}, {"video_url": "b"}]}}),
    ({"params": PARAMS}, ["--params", '{"free": {"x": 1}}', "--params.mode", "fast"],
     {"params": {"free": {"x": 1}, "mode": "fast"}}),
]  # fmt: skip


def options(properties: dict[str, Any], required: list[str] | None = None, *taken: str) -> list[ParameterOption]:
    return list(options_for(parameters_of([made(properties, required)]), taken, "brush-9"))


def context(chosen: list[ParameterOption], *arguments: str) -> click.Context:
    command = click.Command("x", params=[*chosen])
    plain = with_plain_switches(click.Context(command), arguments, chosen)
    return command.make_context("x", plain)


def request(properties: dict[str, Any], *arguments: str) -> dict[str, Any]:
    chosen = options(properties)
    return request_parameters(context(chosen, *arguments).params, chosen)


def shown(properties: dict[str, Any], required: list[str] | None = None) -> dict[str, str]:
    chosen = options(properties, required)
    records = [option.get_help_record(context(chosen)) for option in chosen]
    return dict(record for record in records if record)


@pytest.mark.parametrize(("properties", "arguments", "parameters"), BY_SCHEMA)
def test_request(properties: dict[str, Any], arguments: list[str], parameters: dict[str, Any]) -> None:
    """The schema decides what an option is and where in the request its value stands."""
    assert request(properties, *arguments) == parameters
    assert request(properties) == {}


@pytest.mark.parametrize(
    ("properties", "arguments", "message"),
    [
        ({"box": {"type": "object"}}, ["--box", "{x: 1}"], "is not valid JSON"),
        ({"hdr": {"type": "boolean"}}, ["--hdr=maybe"], "'maybe' is not true or false"),
        ({"params": PARAMS}, ["--params", "[1]", "--params.mode", "fast"], "is inside params, which is set as a whole"),
        (
            {"image_start": LINK, "image_end": LINK},
            ["--image", "a", "--image-start", "b"],
            "takes one file or link, not 2; --image-end is for another",
        ),
        ({"audio_url": LINK}, ["--audio", "a", "--audio", "b"], "takes one file or link, not 2$"),
    ],
)
def test_invalid_value(properties: dict[str, Any], arguments: list[str], message: str) -> None:
    """A value that an option can't take is refused with the reason."""
    with pytest.raises(click.BadParameter, match=message):
        request(properties, *arguments)


def test_own_options_first() -> None:
    """The command's own options take precedence over parameters, which keep another name if they have one."""
    (named,) = options({"output": TEXT, "image_urls": LINKS}, None, "--output", "-o", "--image")
    assert named.opts == ["--image-urls"]


def test_help() -> None:
    """The help has a line for each value with its limits; of an object, one for each value inside."""
    properties = {"params": {**PARAMS, "required": ["mode"]}, "image_start": LINK, "image_end": LINK}
    assert shown(properties, ["params"]) == {
        "--[no-]params.web-search": "",
        "--params.mode TEXT": "[required; one of slow or fast]",
        "--params.canvas.width INTEGER": "",
        "--params.canvas.tags INTEGER": "Repeatable.",
        "--params.shots JSON": "Repeatable.  [each an object with index, text]",
        "--video, --params.videos.video-url FILE|URL": "Repeatable.  [at most 2 items]",
        "--params.free JSON": "",
        "--image, --image-start FILE|URL": "",
        "--image-end FILE|URL": "",
    }


@pytest.mark.parametrize(
    ("schema", "begun", "offered"),
    [
        ({"type": "string", "enum": ["1:1", "16:9"]}, "1", ["1:1", "16:9"]),
        ({"type": "string", "enum": ["1:1", "16:9"]}, "16:", ["16:9"]),
        ({"type": "string", "x-evolink-size-values": ["auto", "1K"]}, "", ["auto", "1K"]),
        ({"type": "integer", "minimum": 3, "maximum": 6}, "", ["3", "4", "5", "6"]),
        ({"type": "integer", "minimum": 0, "maximum": 4000}, "", []),
        ({"anyOf": [{"type": "string", "enum": ["1", "2"]}, {"type": "integer", "enum": [1, 2]}]}, "", ["1", "2"]),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, "", ["a", "b"]),
        (TEXT, "", []),
    ],
)
def test_completion_of_values(schema: dict[str, Any], begun: str, offered: list[str]) -> None:
    """The values of a closed set and of a short range are completed."""
    (option,) = options({"size": schema})
    assert [item.value for item in option.shell_complete(context([option]), begun)] == offered


def test_completion_of_files() -> None:
    """For a link, the shell completes files."""
    (option,) = options({"image_url": LINK})
    assert [item.type for item in option.shell_complete(context([option]), "./c")] == ["file"]


def test_remarks_in_completion() -> None:
    """What is special about a value is shown beside it."""
    (option,) = options({"quality": {"enum": ["1K", "4K"], "default": "1K", "x-evolink-charged-extra": ["4K"]}})
    items = option.shell_complete(context([option]), "")
    assert [(item.value, item.help) for item in items] == [("1K", "default"), ("4K", "charged extra")]


def test_name_of_field() -> None:
    """An error names the option that set a field, as it was written."""
    chosen = options({"image_urls": LINKS, "params": PARAMS})
    arguments = ["--image-urls=a", "--video", "b", "--params", "{}"]
    params = context(chosen, *arguments).params
    named = {
        field: option_of_field(field, params, chosen, arguments)
        for field in ("image_urls[0]", "params.videos[1].video_url", "params.canvas.width", "mask.url")
    }
    assert [*named.values()] == ["--image-urls", "--video", "--params", "--set mask.url"]
