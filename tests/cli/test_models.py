"""`evolink models`: what the contract knows, without key or network."""

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from evolink_rules import models
from tests.cli.conftest import Evolink, Service
from tests.models import REPRESENTATIVES


@pytest.fixture(autouse=True)
def no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVOLINK_API_KEY")


def test_table_of_models(evolink: Evolink, snapshot: SnapshotAssertion) -> None:
    """The table of models fits into 80 columns."""
    ran = evolink("models")
    assert ran.out == snapshot
    assert max(map(len, ran.out.splitlines())) <= 80


def test_table_is_complete(evolink: Evolink) -> None:
    """The table has every model, alias, size and page."""
    words = evolink("models").out.split()
    for info in models().values():
        sizes = info.schema["properties"].get("size", {}).get("enum", ())
        assert {info.name, *info.aliases, *info.pages} <= {*words}
        assert {size.removesuffix("*") for size in sizes} <= {word.removesuffix("*") for word in words}


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
    assert "did you mean gpt-4o-image?" in ran.err
    assert not service.requests()


def test_json_of_models(evolink: Evolink) -> None:
    """The JSON of models has their schemas."""
    listed = json.loads(evolink("models", "--json").out)["data"]["models"]
    assert [each["name"] for each in listed] == [name for name, info in models().items() if name == info.name]
    for each in listed:
        schemas = {parameter["name"]: parameter["schema"] for parameter in each["parameters"]}
        properties = models()[each["name"]].schema["properties"]
        assert schemas == {name: schema for name, schema in properties.items() if name != "model"}
