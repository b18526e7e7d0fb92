"""`evolink models`: what the contract knows, without key or network."""

import json
import runpy
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink.cli._model_detail import describe_model
from evolink.cli._model_list import list_models
from evolink_rules import ModelInfo, example_request, models
from tests.cli.conftest import Evolink, Service
from tests.cli.made import made
from tests.models import REPRESENTATIVES

LINK = {"type": "string", "format": "uri"}
PART = {"type": "object", "properties": {"at": {"type": "integer"}}}


def known() -> dict[str, ModelInfo]:
    return {name: info for name, info in models().items() if name == info.name}


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVOLINK_API_KEY")


def test_table_of_models(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """The table of models fits into 80 columns."""
    ran = evolink("models")
    assert ran.out == snapshot
    assert max(map(len, ran.out.splitlines())) <= 80


def test_list_is_complete(evolink: Evolink) -> None:
    """The list has every model and alias, and each kind has the lists of its own."""
    assert {*models()} <= {*evolink("models").out.split()}
    for kind in {info.kind for info in models().values()}:
        own = {name for name, info in models().items() if info.kind == kind}
        for given in (kind, kind.removesuffix("s")):
            assert {*models()} & {*evolink("models", "--kind", given).out.split()} == own
    assert "'smells' is not one of " in evolink("models", "--kind", "smells").err


def test_search(evolink: Evolink) -> None:
    """A search finds models by their names, older names and families."""
    assert "gemini-2.5-flash-image" in evolink("models", "--search", "FLASH 2.5").out
    for info in known().values():
        assert info.name in evolink("models", "--search", info.family).out
    nothing = evolink("models", "--search", "no-such-thing")
    assert (nothing.status, nothing.out, nothing.err) == (0, "", "no model matches\n")
    assert evolink("models", "gpt-4o-image", "--search", "gpt").status == 2


def test_many_models() -> None:
    """Many models are listed by their names only, in lines of 80 columns, unless they were searched for."""
    few = list(known().items())[:4]
    infos = [replace(info, name=f"{name}-{at}", family=name) for at in range(40) for name, info in few]
    listed = list_models(infos)
    assert {info.name for info in infos} <= {*listed.split()}
    assert "quality" not in listed
    assert max(map(len, listed.splitlines())) <= 80
    assert len(listed.splitlines()) < len(infos)
    many = [made({"n": {"type": "integer", "maximum": 4}})] * 50
    assert "n –4" not in list_models(many)
    assert "n –4" in list_models(many, chosen=True)


def test_limits_in_list() -> None:
    """A line of the list has the links and choices of a model, and is continued if it is too long."""
    choices = {
        "n": {"type": "integer", "maximum": 4},
        "duration": {"enum": [4, 5, 6]},
        "quality": {"enum": ["1K", "2K"]},
        "params": {"type": "object", "properties": {"mask": {"properties": {"url": LINK}}}},
    }
    listed = list_models([made({"image_start": LINK, "sound": {}, **choices})])
    assert listed.splitlines()[1] == "  brush-9  image_start, mask, 1K 2K, 4–6 s, n –4"
    links = {f"image_{number}": LINK for number in range(12)}
    long = list_models([made({**links, "duration": {"type": ["integer", "string"], "enum": [5, "auto"]}})])
    assert long.splitlines()[1:3] == [
        "  brush-9  image_0, image_1, image_2, image_3, image_4, image_5, image_6,",
        "           image_7, image_8, image_9, image_10, image_11, 5 auto",
    ]


def test_nested_parameters() -> None:
    """Parameters inside an object follow it, rules and prices are shown, and the calls set what is needed."""
    inner = {"task_id": {"type": "string"}, "loud": {"type": "boolean"}, "parts": {"type": "array", "items": PART}}
    params = {"type": "object", "properties": inner, "required": ["task_id"]}
    more = {"x-evolink-prices": [["Quality", "Credits"], ["4K", "3"]], "dependentRequired": {"image_url": ["params"]}}
    text = describe_model(
        made({"params": params, "image_url": {"type": "string", "format": "uri"}}, ["params"], **more)
    )
    tree = ["params *", "  task_id *", "  loud", "  parts", "    at", "image_url (--image)"]
    assert [line.removeprefix("  ") for line in text.splitlines()[4:10]] == tree
    assert "--image-url sets image_url\n  --params.loud sets params.loud\n" in text
    assert "evolink generate -m brush-9 \\\n      --params.task-id task-unified-" in text
    assert 'params={\n              "task_id": "task-unified-' in text
    assert "image_url needs params" in text
    assert "4K        3" in text


@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_one_model(evolink: Evolink, snapshot: SnapshotAssertion, name: str) -> None:
    """One model is shown in detail."""
    ran = evolink("models", name)
    assert ran.out == snapshot
    assert max(len(line) for line in ran.out.splitlines() if "https://" not in line) <= 80


def forms(value: Any, path: str = "") -> Iterator[str]:
    """Yield how each value of a request stands in a call: where, and of which type."""
    if isinstance(value, dict):
        members: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType]  (JSON)
        for name, inner in members.items():
            yield from forms(inner, f"{path}{'.' if path else name if name == 'prompt' else ''}")
    elif isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]  (JSON)
        yield from (form for inner in items for form in forms(inner, f"{path}[]"))
    else:
        yield f"{path} {type(value).__name__} {'://' in str(value)}"


def one_of_each_shape() -> list[str]:
    """Return a model for each set of forms that a printed call can have."""
    requests = {name: example_request(info.schema) or {} for name, info in known().items()}
    return list({frozenset(forms(request)): name for name, request in requests.items()}.values())


@pytest.mark.parametrize("name", one_of_each_shape())
def test_printed_calls(evolink: Evolink, monkeypatch: pytest.MonkeyPatch, service: Service, name: str) -> None:
    """The command and the program that are printed for a model are valid as they are, and send the same."""
    monkeypatch.setenv("EVOLINK_API_KEY", service.key)
    text = evolink("models", name).out
    printed = text.partition("a command to copy\n")[2].partition("\n\nthe same in Python\n")
    _, *arguments = shlex.split(printed[0].replace("\\\n", " "))
    ran = evolink(*arguments, "--no-wait")
    assert ran.status == 0, ran.err
    program = textwrap.dedent(printed[2].partition("\n\npages\n")[0])
    Path("call.py").write_text(program.replace(".generate(", ".submit(").replace(".urls", ".id"), encoding="utf-8")
    runpy.run_path("call.py")  # to submit takes no time, and the call is the same
    bodies = [json.loads(each.request.body) for each in service.requests("POST")]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1] == example_request(models()[name].schema)


@pytest.mark.parametrize("width", [80, 120])
def test_every_model_fits(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Every model is shown with a call to copy, in lines that fit the terminal, except for links and long options."""
    monkeypatch.setattr("evolink.cli._model_detail.columns_of_output", lambda: width)
    shown = {name: describe_model(info) for name, info in known().items()}
    assert [name for name, text in shown.items() if "\nthe same in Python\n" not in text] == []
    lines = [line for text in shown.values() for line in text.splitlines() if "https://" not in line]
    assert max(map(len, lines)) <= width


def test_alias(evolink: Evolink) -> None:
    """An alias shows its model."""
    assert evolink("models", "gemini-2.5-flash-image").out == evolink("models", "nano-banana-beta").out


def test_similar_name(evolink: Evolink, service: Service) -> None:
    """A similar name is suggested for an unknown model."""
    ran = evolink("models", "gpt4o-image")
    assert ran.status == 2
    assert "No such model 'gpt4o-image'. Did you mean 'gpt-4o-image'" in ran.err
    assert not service.requests()


@pytest.mark.parametrize(
    ("name", "same"),
    [("nano", ["--search", "nano"]), ("Kling v3", ["--search", "kling v3"]), ("video", ["--kind", "video"])],
)
def test_part_of_name(evolink: Evolink, name: str, same: list[str]) -> None:
    """What several names have in common lists those models, and a kind lists all that make it."""
    assert evolink("models", name) == evolink("models", *same)


def test_json_of_models(evolink: Evolink) -> None:
    """The JSON of models has their schemas."""
    listed = json.loads(evolink("models", "--json").out)["data"]["models"]
    assert [each["name"] for each in listed] == [name for name, info in models().items() if name == info.name]
    for each in listed:
        schemas = {parameter["name"]: parameter["schema"] for parameter in each["parameters"]}
        properties = models()[each["name"]].schema["properties"]
        assert schemas == {name: schema for name, schema in properties.items() if name != "model"}
