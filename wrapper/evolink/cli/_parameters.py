"""Options for the parameters of the contract. A new model or parameter needs no change here."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from evolink._contract.limits import Schema, types_of
from evolink._contract.models import models
from evolink.errors._shorten import short_repr

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

_NAME = "parameter_{}"
"""The name of a parameter in Click, which differs from the names of the command's own options."""
_SPECIAL = frozenset({"model", "prompt"})
_LINKS = "_urls"
MOST_NAMED = 12
"""Models that a message names; of more, it says how to list them."""
_SCALARS: Mapping[frozenset[str], Any] = {
    frozenset({"string"}): click.STRING,
    frozenset({"integer"}): click.INT,
    frozenset({"number"}): click.FLOAT,
    frozenset({"integer", "number"}): click.FLOAT,
}


def _json(text: str) -> Any:
    """Parse a JSON value."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.BadParameter(f"{short_repr(text)} is not valid JSON: {error}") from error


def json_or_text(text: str) -> Any:
    """Parse a JSON value, or return the text itself if it is not valid JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return text


@dataclass(frozen=True)
class Parameter:
    """A parameter of one or more models.

    Attributes:
        name: Its name in a request.
        schemas: Its schema for each model, by name.
    """

    name: str
    schemas: Mapping[str, Schema]

    @cached_property
    def description(self) -> str:
        """Its description."""
        return next((text for schema in self.schemas.values() if (text := schema.get("description"))), "")

    @cached_property
    def is_list(self) -> bool:
        """Whether it is a list for every model, so that its option is repeated for each item."""
        return all(types_of(schema) == frozenset({"array"}) for schema in self.schemas.values())

    @cached_property
    def is_switch(self) -> bool:
        """Whether it is true or false."""
        return self._types(self.schemas.values()) == frozenset({"boolean"})

    @cached_property
    def is_link(self) -> bool:
        """Whether it, or each of its items, is a URL for any model: not every page says so."""
        return any(schema.get("format") == "uri" for schema in self._items())

    @cached_property
    def flags(self) -> list[str]:
        """Its options. A list of links also has a short one: `--image` for `image_urls`, repeated for each."""
        flag = f"--{self.name.replace('_', '-')}"
        if self.is_switch:
            return [f"{flag}/--no-{flag.removeprefix('--')}"]
        if self.is_list and self.is_link and self.name.endswith(_LINKS):
            return [f"--{self.name.removesuffix(_LINKS).replace('_', '-')}", flag]
        return [flag]

    def option(self, taken: Iterable[str] = ()) -> click.Option | None:
        """Return its option for Click; None if all its flags are taken, because `--set` can still set it."""
        flags = [flag for flag in self.flags if not {*flag.split("/")} & {*taken}]
        if not flags:
            return None
        name = _NAME.format(self.name)
        if self.is_switch:
            return click.Option([name, *flags], default=None, help=self.description)
        return click.Option(
            [name, *flags],
            type=self._type(),
            multiple=self.is_list,
            metavar=self._metavar(),
            help=self.description,
            shell_complete=self._completion(),
        )

    def _type(self) -> Any:
        found = self._types(self._items())
        return _SCALARS.get(found, json_or_text if "string" in found else _json)

    def _metavar(self) -> str | None:
        if self.is_link:
            return "URL"
        return None if self._types(self._items()) in _SCALARS else "JSON"

    def _items(self) -> list[Schema]:
        schemas = list(self.schemas.values())
        return [schema.get("items", {}) for schema in schemas] if self.is_list else schemas

    @staticmethod
    def _types(schemas: Iterable[Schema]) -> frozenset[str]:
        return frozenset(name for schema in schemas for name in types_of(schema))

    def _completion(self) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
        def complete(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
            chosen = self.schemas.get(ctx.params.get("model") or "")
            schemas = self.schemas.values() if chosen is None else [chosen]
            known = dict.fromkeys(str(value) for schema in schemas for value in schema.get("enum", ()))
            return [CompletionItem(value) for value in known if value.startswith(begun)]

        return complete


def parameters_of(infos: Iterable["ModelInfo"]) -> list[Parameter]:
    """Return the parameters of models in the order of the contract, without model and prompt."""
    found: dict[str, dict[str, Schema]] = {}
    for info in infos:
        for name, schema in info.schema["properties"].items():
            if name not in _SPECIAL:
                found.setdefault(name, {})[info.name] = schema
    return [Parameter(name, schemas) for name, schemas in found.items()]


@cache
def known_models() -> Mapping[str, "ModelInfo"]:
    """Return the models of the contract by their current names."""
    return {name: info for name, info in models().items() if name == info.name}


def complete_model(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the models whose names begin so, for a shell's completion."""
    return [CompletionItem(name) for name in known_models() if name.startswith(begun)]


@cache
def known_parameters(model: str | None = None) -> list[Parameter]:
    """Return the parameters of all models.

    Args:
        model: A model that decides what its own parameters take; those of the others may still be given, and are
            refused with the rule that they break.
    """
    everyone = parameters_of(known_models().values())
    own = {each.name: each for each in parameters_of([known_models()[model]])} if model else {}
    return [*own.values(), *(each for each in everyone if each.name not in own)]


def request_parameters(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a request that were set by options."""
    named = {each.name: params.get(_NAME.format(each.name)) for each in known_parameters()}
    return {
        name: list(value) if isinstance(value, tuple) else value  # pyright: ignore[reportUnknownArgumentType]  (Click's)
        for name, value in named.items()
        if value is not None and value != ()
    }
