"""Finds all the rules that a request breaks, in the order of the model's parameters."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from ._behaviours import KEYWORDS, related
from ._files import GivenFile, file_violations
from ._index import ModelInfo, closest_models, models
from ._json_schema import compiled
from ._limits import CHOICES, NEWER, SIZES, any_of
from ._messages import condition, joint, length, likely_choice, message, missing_parameter, newer, unknown_parameter
from ._nesting import MOST_LEVELS, is_too_deep
from ._spelling import as_listed
from ._unfit import unfit_for_json
from ._violation import Violation, shown

if TYPE_CHECKING:
    import jsonschema_rs

_MODEL: Final = "model"
_INDEX: Final = re.compile(r"\[([0-9]{1,9})\]")
"""A list index in a field; the names of unknown parameters may have brackets with anything in them."""
_MOST_NAMED: Final = 12
"""Models that a message names; of more, it says how to list them."""


def violations(request: object, files: Sequence[GivenFile] = ()) -> list[Violation]:
    """Return every rule of the contract that a create request breaks; an empty list means it may be sent.

    The model named in the request decides which rules apply. An unknown model is itself a violation, reported together
    with values that JSON can't represent. Tuples count as lists, as they do in JSON.

    Args:
        request: The request as a mapping of parameter names to values. Anything else is itself a violation.
        files: What is known of files that are to be uploaded; the request has any link in their places.

    Returns:
        The violations, always in the same order: by the model's parameters, then by index and rule.
    """
    if not isinstance(request, Mapping):
        return [Violation("", "type", request, "must be an object of parameters")]
    given: dict[Any, Any] = dict(request)  # pyright: ignore[reportUnknownArgumentType]  (an untyped mapping)
    info = _model_of(given)
    body, unfit = _as_json(given)
    if isinstance(info, Violation):
        return unfit if any(found.field == info.field for found in unfit) else [info, *unfit]
    lost = {name for name in given if isinstance(name, str) and name not in body}
    body = as_listed(info.schema, body)
    broken = unfit + [found for found in _schema_violations(info, body) if found.field not in lost]
    if files:
        broken += file_violations(info.schema, body, files)
    return in_order(info.name, broken)


def in_order(model: object, found: Iterable[Violation]) -> list[Violation]:
    """Return violations in the order of a model's parameters, then by index and rule."""
    info = models().get(str(model))
    names: Iterable[str] = info.schema["properties"] if info else ()
    order = {name: place for place, name in enumerate(names)}
    return sorted(found, key=lambda each: _place(each, order))


def _model_of(request: Mapping[Any, Any]) -> ModelInfo | Violation:
    name = request.get(_MODEL)
    if isinstance(name, str) and name in models():
        return models()[name]
    known = _known_models()
    if name is None:
        return Violation(_MODEL, "required", None, f"must name a model; {known}")
    if not isinstance(name, str):
        return Violation(_MODEL, "type", name, f"must be a string; {known}")
    near = closest_models(name)
    hint = f"did you mean {any_of(near)}?" if near else known
    return Violation(_MODEL, "enum", name, f"is not a known model; {hint}")


def _known_models() -> str:
    names = list(models())
    return (
        f"known models are {', '.join(names)}" if len(names) <= _MOST_NAMED else "`evolink models` lists the known ones"
    )


def _as_json(request: Mapping[Any, Any]) -> tuple[dict[str, Any], list[Violation]]:
    """Return the request as a server would read it, and the parameters that JSON can't represent."""
    with suppress(TypeError, ValueError):
        return json.loads(_written(request)), []
    body: dict[str, Any] = {}
    unfit: list[Violation] = []
    for name, value in request.items():
        try:
            text = _written({name: value})
        except (TypeError, ValueError) as error:
            field = name if isinstance(name, str) else shown(name)
            unfit.append(unfit_for_json(field, value, error))
        else:
            body.update(json.loads(text))
    return body, unfit


def _written(request: Mapping[Any, Any]) -> bytes:
    """Return a request as JSON.

    Raises:
        TypeError: It has a value that JSON does not have.
        ValueError: It has a number or a text that JSON does not have, or is nested too deep.
    """
    if is_too_deep(request):
        raise ValueError(f"it is nested deeper than {MOST_LEVELS} levels")
    return json.dumps(request, allow_nan=False, ensure_ascii=False).encode()


def _schema_violations(info: ModelInfo, body: dict[str, Any]) -> Iterator[Violation]:
    page = ", ".join(info.pages)
    for error in _validator(info.name).iter_errors(body):
        if error.kind.name == "pattern" and SIZES in _keyword(info.schema, error.schema_path[:-1]):
            continue  # the behaviour says the same in words
        rule = "dependentRequired" if "dependentRequired" in error.evaluation_path else error.kind.name
        ours = _is_ours(info.schema, error.schema_path)
        for field, value, text in _explain(error, info):
            after = newer(rule, _newer(info, error), field, value)
            hint = after or _likely(error, info, value)
            yield Violation(field, rule, value, text + hint, "" if ours else page, ours, newer=bool(after))
    for broken in related(info.schema, body):
        source = "" if broken.ours else page
        yield Violation(_field(broken.path), broken.rule, broken.value, broken.message, source, broken.ours)


def _likely(error: "jsonschema_rs.ValidationError", info: ModelInfo, value: Any) -> str:
    """Return which value of a choice is meant; nothing if none is like it."""
    return likely_choice(_keyword(info.schema, error.schema_path), value) if error.kind.name == "enum" else ""


def _is_ours(schema: Mapping[str, Any], path: Sequence[str | int]) -> bool:
    """Whether the contract marks the keyword at the end of the path as our own rule."""
    return path[-1] in _keyword(schema, path[:-1]).get("x-evolink-ours", ())


def _keyword(schema: Mapping[str, Any], path: Sequence[str | int]) -> Any:
    node: Any = schema
    for step in path:
        node = node[step]
    return node


def _explain(error: "jsonschema_rs.ValidationError", info: ModelInfo) -> Iterator[tuple[str, Any, str]]:
    """Return field, value and message of a schema error; each unknown parameter separately."""
    from jsonschema_rs import ValidationErrorKind  # loaded already, by what has found the error

    kind, path = error.kind, error.instance_path
    match kind:
        case ValidationErrorKind.Required(missing):
            text = missing_parameter(missing, _needing(error, missing, info)) + _when(error, info)
            yield _field([*path, missing]), None, text
        case ValidationErrorKind.AdditionalProperties(names):
            known = [name for name in _keyword(info.schema, error.schema_path[:-1])["properties"] if name != _MODEL]
            for name in names:
                text = unknown_parameter(name, known, info.name)
                yield _field([*path, name]), _member(error.instance, name), text
        case ValidationErrorKind.Custom(_, text):
            yield _field(path), error.instance, text
        case _ if kind.name == "falseSchema":
            yield _field(path), error.instance, f"can't be used{_when(error, info)}"
        case _ if error.evaluation_path[0] == "allOf" and not path:
            yield from _joint(error, info)
        case _:
            limit = _keyword(info.schema, error.schema_path) if kind.name in CHOICES else kind.value
            text = message(kind.name, limit) + _when(error, info)
            yield _field(path), error.instance, text + length(kind.name, error.instance)


def _joint(error: "jsonschema_rs.ValidationError", info: ModelInfo) -> Iterator[tuple[str, Any, str]]:
    """Return the error of a rule that joins parameters, at the last one that is given, or else at the first."""
    keyword = error.kind.name
    names, text = joint(keyword, _keyword(info.schema, error.schema_path))
    given = cast("dict[str, Any]", error.instance)
    name = next((name for name in reversed(names) if name in given), names[0])
    yield name, given.get(name), text + _when(error, info)


def _when(error: "jsonschema_rs.ValidationError", info: ModelInfo) -> str:
    """Return in which case the broken rule holds; nothing if it always does."""
    path = error.evaluation_path
    if path[0] == "allOf" and "then" in path:
        return condition(path, _keyword(info.schema, path[:2]))
    return condition(path)


def _newer(info: ModelInfo, error: "jsonschema_rs.ValidationError") -> dict[str, Any]:
    """Return what a newer source says of the value's schema beside what stands, by keyword."""
    around: Any = _keyword(info.schema, error.schema_path[:-1])
    return cast("dict[str, Any]", around).get(NEWER, {}) if isinstance(around, dict) else {}


def _needing(error: "jsonschema_rs.ValidationError", missing: str, info: ModelInfo) -> list[str]:
    """Return the given parameters that need the missing one; none if every request needs it."""
    if "dependentRequired" not in error.evaluation_path:
        return []
    rules, given = _keyword(info.schema, error.schema_path), cast("dict[str, Any]", error.instance)
    return [name for name, needed in rules.items() if missing in needed and name in given]


def _member(instance: Any, name: str) -> Any:
    return instance[name]


def _field(path: Sequence[str | int]) -> str:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def _place(found: Violation, order: Mapping[str, int]) -> tuple[int, list[int], str, str]:
    """Return what to sort by: parameter, then list index as a number, then rule."""
    parameter = found.field.partition("[")[0].partition(".")[0]
    indices = [int(digits) for digits in _INDEX.findall(found.field)]
    return order.get(parameter, len(order)), indices, found.field, found.rule


@cache
def _validator(name: str) -> "jsonschema_rs.Validator":
    """Compile a model's schema on its first use, so that unused models cost nothing."""
    return compiled(models()[name].schema, KEYWORDS)
