"""Reads a create request: strictly by the contract, or as leniently as the service may."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import evolink_rules
from evolink_mock.world.model import Model
from evolink_mock.world.respelling import MOST_BROKEN, respelled, written
from evolink_mock.world.stand_ins import same_name, stand_ins
from evolink_mock.world.strays import shortened, without_strays
from evolink_rules import Violation

_MODEL = "model"
_LONGEST_NAME = 200


class Leniency(Enum):
    """How a world reads create requests.

    Attributes:
        STRICT: Every rule holds.
        UNCHECKED: What a client sends with `unchecked=True` is accepted, and has no effect.
        LENIENT: So is everything that the service may take: unknown models, and values in another spelling.
    """

    STRICT = "strict"
    UNCHECKED = "unchecked"
    LENIENT = "lenient"


@dataclass(frozen=True, slots=True)
class Reading:
    """A create request as the mock reads it.

    Attributes:
        model: The model that it names; None for one of another operation, or of none.
        request: The parameters that count.
        broken: The rules that it breaks all the same.
        ignored: In words, what was ignored or read as something else.
    """

    model: Model | None
    request: Mapping[str, Any]
    broken: tuple[Violation, ...]
    ignored: tuple[str, ...] = ()


def read_request(models: Mapping[str, Model], request: Mapping[str, Any], leniency: Leniency) -> Reading:
    """Read a create request.

    Args:
        models: The models of the operation, by name and alias.
        request: The body of the request.
        leniency: How it is read.
    """
    name = request.get(_MODEL)
    if leniency is Leniency.STRICT or not isinstance(name, str):
        return _strict(models, request)
    if leniency is Leniency.UNCHECKED or name in evolink_rules.models():
        return _read(models.get(name), request, leniency)
    if known := same_name(models, name):
        reading = _read(known, {**request, _MODEL: known.name}, leniency)
        return replace(reading, ignored=(f"model: {written(name)} was read as {known.name}", *reading.ignored))
    return _read_unknown(models, name, request)


def _strict(models: Mapping[str, Model], request: Mapping[str, Any]) -> Reading:
    name = request.get(_MODEL)
    model = models.get(name) if isinstance(name, str) else None
    return Reading(model, request, tuple(evolink_rules.violations(request)))


def _read(model: Model | None, request: Mapping[str, Any], leniency: Leniency) -> Reading:
    """Read a request that names a known model; None is one of another operation."""
    found = evolink_rules.violations(request)
    if model is None:
        return Reading(None, request, _documented(found))
    told = [f"{_place(each)}: ignored, as it is not a parameter of {model.name}" for each in found if _is_stray(each)]
    counts = without_strays(model.properties, request) if told else request
    if leniency is Leniency.LENIENT:
        counts, changes = respelled(model.properties, counts)
        told += changes
    left = evolink_rules.violations(counts) if told else found
    told += [f"{_place(each)}: accepted, though it {each.message}" for each in left if not each.documented]
    return Reading(model, counts, _documented(left), shortened(told))


def _read_unknown(models: Mapping[str, Model], name: str, request: Mapping[str, Any]) -> Reading:
    """Read a request for a model that the contract does not know, as one for a similar model that can take it."""
    if not name.strip() or len(name) > _LONGEST_NAME or not name.isprintable():
        return _strict(models, request)
    nearest: Reading | None = None
    for model in stand_ins(models, name):
        reading = _read(model, {**request, _MODEL: model.name}, Leniency.LENIENT)
        reading = _without_refused(model, reading)
        nearest = nearest or reading
        if len(reading.broken) > MOST_BROKEN:
            break
        if not reading.broken:
            told = (f"model: {written(name)} is unknown; it was answered like {model.name}", *reading.ignored)
            return Reading(replace(model, name=name), {**reading.request, _MODEL: name}, (), told)
    return nearest or _strict(models, request)


def _without_refused(model: Model, reading: Reading) -> Reading:
    """Drop the optional choices that a stand-in refuses: the unknown model may have others.

    What every model needs, and addresses, stay refused.
    """
    refused = {each.field.partition("[")[0].partition(".")[0]: each for each in reading.broken}
    if not refused or any(not _is_choice(model, name) for name in refused):
        return reading
    counts = {name: value for name, value in reading.request.items() if name not in refused}
    told = [
        f"{_place(each)}: ignored, as {model.name} does not take {written(each.value)}" for each in refused.values()
    ]
    return Reading(model, counts, _documented(evolink_rules.violations(counts)), (*reading.ignored, *told))


def _is_choice(model: Model, name: str) -> bool:
    """Return whether a parameter chooses something, rather than bring the prompt or a link."""
    return bool(model.properties.get(name)) and name != "prompt" and not any(_links(model.properties[name]))


def _links(schema: Mapping[str, Any]) -> Iterator[bool]:
    """Yield for each text in a schema that it is a link."""
    if schema.get("format") == "uri":
        yield True
    inner = [*schema.get("properties", {}).values(), schema.get("items")]
    for member in filter(None, inner):
        yield from _links(member)


def _documented(found: Iterable[Violation]) -> tuple[Violation, ...]:
    return tuple(each for each in found if each.documented)


def _is_stray(found: Violation) -> bool:
    return found.rule == "additionalProperties"


def _place(found: Violation) -> str:
    return found.field[:_LONGEST_NAME]
