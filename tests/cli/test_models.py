"""`evolink models`: what the contract knows, without key or network."""

import json
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink.cli._model_detail import describe_model
from evolink.cli._model_list import list_models
from evolink_rules import ModelInfo, models
from tests.cli.conftest import Evolink, Service
from tests.cli.made import made
from tests.models import REPRESENTATIVES

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
    assert (nothing.status, nothing.out, nothing.err) == (0, "", "no model fits\n")
    assert evolink("models", "gpt-4o-image", "--search", "gpt").status == 2


def test_many_models() -> None:
    """Many models are listed by their names only, in lines of 80 columns."""
    few = list(known().items())[:4]
    infos = [replace(info, name=f"{name}-{at}", family=name) for at in range(40) for name, info in few]
    listed = list_models(infos)
    assert {info.name for info in infos} <= {*listed.split()}
    assert "quality" not in listed
    assert max(map(len, listed.splitlines())) <= 80
    assert len(listed.splitlines()) < len(infos)


def test_limits_in_list() -> None:
    """A line of the list has the links and choices of a model, and is cut if it is too long."""
    choices = {
        "n": {"type": "integer", "maximum": 4},
        "duration": {"enum": [4, 5, 6]},
        "quality": {"enum": ["1K", "2K"]},
    }
    listed = list_models([made({"image_start": {"type": "string", "format": "uri"}, "sound": {}, **choices})])
    assert listed.splitlines()[1] == "  brush-9  image_start, quality 1K 2K, duration 4–6, n –4"
    long = list_models([made({"quality": {"enum": ["one quality"] * 20}})])
    assert (len(long.splitlines()[1]), long.splitlines()[1][-1]) == (80, "…")


def test_nested_parameters() -> None:
    """Parameters inside an object follow it, rules and prices are shown, and the call sets what is needed."""
    inner = {"task_id": {"type": "string"}, "loud": {"type": "boolean"}, "parts": {"type": "array", "items": PART}}
    params = {"type": "object", "properties": inner, "required": ["task_id"]}
    more = {"x-evolink-prices": [["Quality", "Credits"], ["4K", "3"]], "dependentRequired": {"a_url": ["params"]}}
    text = describe_model(made({"params": params, "a_url": {"type": "string", "format": "uri"}}, ["params"], **more))
    names = ["params (required)", "--set params.NAME=…", ".task_id (required)", ".loud", ".parts", ".parts[].at"]
    assert [line.strip() for line in text.splitlines()[5:11]] == names
    assert "evolink generate -m brush-9 \\\n      --set params.task_id=task-unified-" in text
    assert "a_url needs params" in text
    assert "4K        3" in text


@pytest.mark.parametrize("name", REPRESENTATIVES)
def test_one_model(evolink: Evolink, snapshot: SnapshotAssertion, name: str) -> None:
    """One model is shown in detail."""
    ran = evolink("models", name)
    assert ran.out == snapshot
    assert max(len(line) for line in ran.out.splitlines() if "https://" not in line) <= 80


def test_alias(evolink: Evolink) -> None:
    """An alias shows its model."""
    assert evolink("models", "gemini-2.5-flash-image").out == evolink("models", "nano-banana-beta").out


def test_similar_name(evolink: Evolink, service: Service) -> None:
    """A similar name is suggested for an unknown model."""
    ran = evolink("models", "gpt4o-image")
    assert ran.status == 2
    assert "did you mean gpt-4o-image" in ran.err
    assert not service.requests()


def test_json_of_models(evolink: Evolink) -> None:
    """The JSON of models has their schemas."""
    listed = json.loads(evolink("models", "--json").out)["data"]["models"]
    assert [each["name"] for each in listed] == [name for name, info in models().items() if name == info.name]
    for each in listed:
        schemas = {parameter["name"]: parameter["schema"] for parameter in each["parameters"]}
        properties = models()[each["name"]].schema["properties"]
        assert schemas == {name: schema for name, schema in properties.items() if name != "model"}
