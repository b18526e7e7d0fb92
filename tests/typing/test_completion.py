"""What an editor offers and shows for a model's parameters, as pyright's language server answers it."""

import re
from typing import Any, get_args, get_type_hints

import pytest

from evolink import AudioModel, ImageModel, ModelName, VideoModel
from evolink_contract import document, requests
from evolink_rules import describe_limits
from evolink_suite.contract import resolved

from .language_server import LanguageServer

HEADER = """\
from evolink import AudioModel, EvoLink, ImageModel, ModelName, VideoModel
from evolink_contract.requests import Gpt4oImageRequest, KlingCustomElementRequest, KlingO1ImageToVideoRequest

client = EvoLink()
"""
SCHEMAS = document()["components"]["schemas"]
NAMES = {"ModelName": ModelName, "ImageModel": ImageModel, "VideoModel": VideoModel, "AudioModel": AudioModel}
REQUESTS = ["Gpt4oImageRequest", "KlingO1ImageToVideoRequest"]
CALL = 'client.images.generate(model="gpt-4o-image", prompt="a cat", '


def texts(offered: set[str]) -> set[str]:
    return {label.strip('"') for label in offered if label.startswith('"')}


def keywords(offered: set[str]) -> set[str]:
    return {label.removesuffix("=") for label in offered if label.endswith("=")} - {"kwargs"}  # every class has those


def sizes(request: str) -> set[str]:
    return {*SCHEMAS[request]["properties"]["size"]["enum"]}


def parameters(request: str) -> set[str]:
    return {*get_type_hints(getattr(requests, request))}


def limits(schema: Any) -> list[str]:
    """Return what a hover must show of a parameter beside its type, which has its closed set."""
    whole = resolved(document(), schema)
    described = describe_limits(
        {keyword: limit for keyword, limit in whole.items() if keyword != "enum"}, "`{}`".format
    )
    return [str(whole["description"]).rstrip("."), *described]


@pytest.mark.parametrize("written", ['Gpt4oImageRequest(size="^")', 'cat: Gpt4oImageRequest = {"size": "^"}'])
def test_values_of_the_model(editor: LanguageServer, written: str) -> None:
    """A request of a model is offered the model's own values only."""
    assert texts(editor.completions(HEADER + written)) == sizes("Gpt4oImageRequest")


def test_values_in_a_call(editor: LanguageServer) -> None:
    """A call is offered the model's values; pyright adds those of other models that have all given parameters."""
    offered = texts(editor.completions(f'{HEADER}{CALL}size="^")'))
    assert sizes("Gpt4oImageRequest") <= offered
    with_mask = texts(editor.completions(f'{HEADER}{CALL}mask_url="https://example.com/mask.png", size="^")'))
    assert with_mask == sizes("Gpt4oImageRequest")


@pytest.mark.parametrize("request_type", REQUESTS)
def test_parameters_of_the_model(editor: LanguageServer, request_type: str) -> None:
    """A request of a model is offered the model's own parameters only."""
    assert keywords(editor.completions(f"{HEADER}{request_type}(^)")) == parameters(request_type)


def test_parameters_in_a_call(editor: LanguageServer) -> None:
    """A call is offered the parameters of its model, and the client's own."""
    offered = keywords(editor.completions(f'{HEADER}client.videos.generate(model="kling-o1-image-to-video", ^)'))
    assert {*parameters("KlingO1ImageToVideoRequest"), "timeout", "on_progress", "idempotency_key"} <= offered


def test_nested_parameters_in_a_call(editor: LanguageServer) -> None:
    """A nested object is offered its own parameters only."""
    call = 'client.videos.submit(model="kling-custom-element", model_params={"^"})'
    assert texts(editor.completions(HEADER + call)) == parameters("KlingCustomElementModelParams")


@pytest.mark.parametrize("name", NAMES)
def test_names_of_models(editor: LanguageServer, name: str) -> None:
    """A variable for a model's name is offered every name of its kind."""
    assert texts(editor.completions(f'{HEADER}name: {name} = "^"')) == {*get_args(NAMES[name])}


@pytest.mark.parametrize(("kind", "names"), [("images", ImageModel), ("videos", VideoModel), ("audios", AudioModel)])
def test_models_of_a_kind(editor: LanguageServer, kind: str, names: Any) -> None:
    """A call is offered the names of its kind's models only."""
    assert texts(editor.completions(f'{HEADER}client.{kind}.generate(model="^", prompt="x")')) == {*get_args(names)}


@pytest.mark.parametrize("request_type", REQUESTS)
def test_hover_shows_limits(editor: LanguageServer, request_type: str) -> None:
    """Hovering over a parameter shows what it is and its limits."""
    for name, schema in SCHEMAS[request_type]["properties"].items():
        if name != "model":
            shown = editor.hover(f"{HEADER}{request_type}(^{name}=1)")
            assert [limit for limit in limits(schema) if limit.lower() not in shown.lower()] == []


def test_hover_in_a_call(editor: LanguageServer) -> None:
    """Hovering over a parameter in a call shows the values of the call's model."""
    shown = editor.hover(f'{HEADER}{CALL}^size="1:1")')
    assert {*re.findall(r"'([^']+)'", shown)} == sizes("Gpt4oImageRequest")


@pytest.mark.parametrize("fixture", ["evolink_mock", "evolink_mock_session"])
def test_fixture(editor: LanguageServer, fixture: str) -> None:
    """A test is offered what the fixture has, and a marker's server its settings."""
    test = f"from evolink_mock import MockServer\n\n\ndef test_it({fixture}: MockServer) -> None:\n    {fixture}."
    members = editor.completions(f"{test}^")
    assert {"api_key", "base_url", "clock", "deliveries", "request_log", "start_over", "world"} <= members
    assert "script" in editor.completions(f"{test}world.^")
    assert "generated" not in members
    plugin = f"from evolink_mock.pytest_plugin import {fixture}\n\n^{fixture}"
    assert "MockServer" in editor.hover(plugin)
