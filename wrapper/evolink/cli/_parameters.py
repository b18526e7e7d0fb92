"""The parameters of models as the command line names them: `size`, and `model_params.web_search` inside an object."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from evolink._contract.kinds import KINDS
from evolink._contract.limits import Schema, types_of
from evolink._contract.link_places import ITEM, LinkPlace, link_places, place_of
from evolink._contract.models import models

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

ParameterPath = tuple[str, ...]

MODEL_VARIABLE = "EVOLINK_MODEL"
_SPECIAL = frozenset({"model", "prompt"})
MOST_NAMED = 12
"""Models that a message names; of more, it says how to list them."""
_BOUNDS = ("minItems", "maxItems")
_FEW_FAMILIES = 3
"""Families of models that share a parameter which is worth showing before a model is chosen."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of one or more models, or what is inside one.

    Attributes:
        path: The names that lead to it; `[]` stands for each object of a list.
        schemas: Its schema for each model, by name.
        required: The models whose every request has it.
        is_link: Whether it, or each of its items, is a link to a file for any model.
        short: The short name of its option, such as `image`: what files of that kind are for unless another place is
            named.
        same_kind: The paths of further places for files of that kind.
        families: The families of the models.
    """

    path: ParameterPath
    schemas: Mapping[str, Schema]
    required: frozenset[str] = frozenset()
    is_link: bool = False
    short: str = ""
    same_kind: tuple[ParameterPath, ...] = ()
    families: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Its name with the names around it: `model_params.web_search`."""
        return ".".join(step for step in self.path if step != ITEM)

    @cached_property
    def description(self) -> str:
        """Its description."""
        return next((text for schema in self.schemas.values() if (text := schema.get("description"))), "")

    @property
    def is_top(self) -> bool:
        """Whether it is a parameter of the request, not inside one."""
        return len(self.path) == 1

    @property
    def is_common(self) -> bool:
        """Whether models of several families have it."""
        return len(self.families) >= _FEW_FAMILIES

    @cached_property
    def is_outer(self) -> bool:
        """Whether all that is inside it has options of its own."""
        return all("properties" in schema or _only_member(schema) for schema in self.schemas.values())

    @cached_property
    def is_list(self) -> bool:
        """Whether it is a list for every model, or one value in each object of a list: its option is repeated."""
        return ITEM in self.path or all(types_of(schema) == frozenset({"array"}) for schema in self.schemas.values())

    @cached_property
    def is_switch(self) -> bool:
        """Whether it is true or false."""
        return self.types == frozenset({"boolean"}) and not self.is_list

    @cached_property
    def items(self) -> list[Schema]:
        """The schema of a single value for each model."""
        schemas = list(self.schemas.values())
        return [schema.get("items", {}) for schema in schemas] if self.is_list and ITEM not in self.path else schemas

    @cached_property
    def types(self) -> frozenset[str]:
        """The JSON types of a single value."""
        return frozenset(name for schema in self.items for name in types_of(schema))

    @cached_property
    def flags(self) -> list[str]:
        """Its options; of a switch, `--name/--no-name`."""
        flag = option_name(self.path)
        if self.is_switch:
            return [f"{flag}/--no-{flag.removeprefix('--')}"]
        return [f"--{self.short}", flag] if self.short and f"--{self.short}" != flag else [flag]


def option_name(path: ParameterPath) -> str:
    """Return the option that is named like a parameter: `--model-params.web-search`."""
    return "--" + ".".join(step for step in path if step != ITEM).replace("_", "-")


def parameters_of(infos: Iterable["ModelInfo"]) -> list[Parameter]:
    """Return the parameters of models in the order of the contract, without model and prompt."""
    chosen = list(infos)
    places = {info.name: link_places(info.schema) for info in chosen}
    linked = {_option_path(place) for found in places.values() for place in found}
    shorts = dict(_short_names(list(places.values())))
    schemas: dict[ParameterPath, dict[str, Schema]] = {}
    required: dict[ParameterPath, set[str]] = {}
    families: dict[ParameterPath, set[str]] = {}
    for info in chosen:
        for path, schema, needed in _walk(info.schema, (), required=True):
            schemas.setdefault(path, {})[info.name] = schema
            required.setdefault(path, set()).update({info.name} if needed else ())
            families.setdefault(path, set()).add(info.family)
    return [
        Parameter(
            path,
            found,
            frozenset(required[path]),
            path in linked,
            shorts.get(path, ""),
            _others(path, list(places.values())) if path in shorts else (),
            frozenset(families[path]),
        )
        for path, found in schemas.items()
    ]


def _walk(schema: Schema, around: ParameterPath, *, required: bool) -> Iterator[tuple[ParameterPath, Schema, bool]]:
    """Yield each parameter with its path and whether every request has it, and after an object what is inside."""
    needed = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        if not around and name in _SPECIAL:
            continue
        path, always = (*around, name), required and name in needed
        yield path, inner, always
        yield from _walk(inner, path, required=always)
        if member := _only_member(inner):
            bounds = {keyword: inner[keyword] for keyword in _BOUNDS if keyword in inner}
            needs_it = member in inner["items"].get("required", ())
            yield (*path, ITEM, member), {**bounds, **inner["items"]["properties"][member]}, always and needs_it


def _only_member(schema: Schema) -> str:
    """Return the name of the only value that each object of a list has; nothing if it is no such list."""
    inside = schema.get("items", {}).get("properties", {})
    names = [name for name, inner in inside.items() if types_of(inner) - {"array", "object"}]
    return names[0] if len(names) == len(inside) == 1 else ""


def _option_path(place: LinkPlace) -> ParameterPath:
    """Return the path of the parameter whose option takes the links of a place."""
    return place.path[:-1] if place.path[-1] == ITEM else place.path


def _short_names(places: Iterable[tuple[LinkPlace, ...]]) -> Iterator[tuple[ParameterPath, str]]:
    """Yield each short name with the parameter that it means for most models: `--image` for `image_urls`."""
    for name, kind in KINDS.items():
        meant = Counter(_option_path(place) for found in places if (place := place_of(found, name)))
        if meant:
            yield meant.most_common(1)[0][0], kind.noun


def _others(path: ParameterPath, places: Iterable[tuple[LinkPlace, ...]]) -> tuple[ParameterPath, ...]:
    """Return the further places for files of the kind that the place of a parameter takes."""
    every = [place for found in places for place in found]
    kinds = {place.kind for place in every if _option_path(place) == path}
    same = (_option_path(place) for place in every if place.kind in kinds)
    return tuple(dict.fromkeys(other for other in same if other != path))


@cache
def known_models() -> Mapping[str, "ModelInfo"]:
    """Return the models of the contract by their current names."""
    return {name: info for name, info in models().items() if name == info.name}


def places_for_links(info: "ModelInfo | None") -> tuple[LinkPlace, ...]:
    """Return the places for links of a model; of one that is not known, those that any model has."""
    if info is not None:
        return link_places(info.schema)
    every = {place.path: place for known in known_models().values() for place in link_places(known.schema)}
    return tuple(every.values())


def complete_model(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the models whose names begin so, for a shell's completion."""
    return [
        CompletionItem(name, help=f"{info.kind}, {info.family}")
        for name, info in known_models().items()
        if name.startswith(begun)
    ]


def known_parameters(model: str | None = None) -> list[Parameter]:
    """Return the parameters of a model, or of all models.

    Args:
        model: The current name of the model.
    """
    return parameters_of(known_models().values() if model is None else [known_models()[model]])
