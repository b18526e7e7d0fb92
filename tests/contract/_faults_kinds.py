"""Faults in what only some models have: nested parameters, rules under conditions, videos and sound.

A fault is in the catalogue if the contract has a model with such a rule or kind.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from evolink_suite.applied import as_schema, holds
from evolink_suite.contract import Schema
from evolink_suite.operations import OPERATIONS
from evolink_suite.values import filled, sample

from ._edits import changing, edit_file, returning
from ._fault import Fault
from ._interception import Edit, Exchange, JsonEdit, model_of, on_file, on_request

_OUTSIDE: Final = "test_just_invalid_request"
_INSIDE: Final = "test_just_valid_request"
_BOUNDS: Final = frozenset({"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"})
_ENDS: Final = "test_task_ends_with_results"
_CONDITIONS: Final = ("allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas", "dependentRequired")
_MODELS: Final = [schema for operation in OPERATIONS for schema in operation.models.values()]
_KINDS: Final = {operation.makes for operation in OPERATIONS}


def _objects(schema: Schema) -> Iterator[tuple[str, Schema]]:
    fields = {name: as_schema(field) for name, field in schema.get("properties", {}).items()}
    yield from ((name, field) for name, field in fields.items() if field.get("properties"))


def _nested(edit: Any) -> Edit:
    """Edit the nested objects of a request, each with its schema."""

    def repair(request: dict[str, Any]) -> None:
        for name, schema in _objects(model_of(request)):
            if isinstance(request.get(name), dict):
                request[name] = edit(schema, request[name])

    return on_request(repair)


def _known(schema: Schema, value: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in value.items() if name in schema["properties"]}


def _right(schema: Schema, value: Mapping[str, Any]) -> Any:
    """Return an object whose known fields are right."""
    unknown = {name: each for name, each in value.items() if name not in schema["properties"]}
    return value if holds(schema, value) else {**sample(schema), **unknown}


def _complete(schema: Schema, value: Mapping[str, Any]) -> dict[str, Any]:
    return filled(schema, value)


def _unconditional(request: dict[str, Any]) -> dict[str, Any] | None:
    """Accept what keeps all rules but those under conditions."""
    schema = model_of(request)
    always = {keyword: part for keyword, part in schema.items() if keyword not in _CONDITIONS}
    broken_only_then = schema and holds(always, request) and not holds(schema, request)
    return {"model": request["model"], **filled(schema, {"model": request["model"]})} if broken_only_then else None


def _of_kind(kind: str, edit: Edit) -> Edit:
    def after(exchange: Exchange) -> None:
        if exchange.answered.get("content-type", "").startswith(f"{kind}/"):
            edit(exchange)

    return on_file(after)


def _silent(samples: bytes) -> bytes:
    return bytes(len(samples))


def _called(content_type: str) -> Edit:
    def after(exchange: Exchange) -> None:
        exchange.answered["content-type"] = content_type

    return after


def _unchecked_inside(keywords: frozenset[str]) -> Edit:
    """Accept values in nested objects that break some keywords."""

    def edit(schema: Schema, value: Mapping[str, Any]) -> dict[str, Any]:
        fields = {name: as_schema(field) for name, field in schema["properties"].items()}
        alone = {name: {key: field[key] for key in keywords & field.keys()} for name, field in fields.items()}
        broken = {name for name, each in value.items() if name in alone and not holds(alone[name], each)}
        return {name: sample(fields[name]) if name in broken else each for name, each in value.items()}

    return _nested(edit)


def _cases(request: Mapping[str, Any]) -> list[tuple[Schema, Schema]]:
    """Return the conditions of a request's model, each with what then holds."""
    rules = [part for part in model_of(request).get("allOf", ()) if "if" in part]
    return [(part["if"], part.get("then", {})) for part in rules]


def _always(request: dict[str, Any]) -> dict[str, Any] | None:
    """Refuse what breaks a rule whose condition does not hold."""
    wrong = any(not holds(case, request) and not holds(then, request) for case, then in _cases(request))
    return {**request, "unknown_": True} if wrong else None


def _broken_case(request: Mapping[str, Any], *, given: bool) -> bool:
    """Return whether a request breaks a rule whose condition holds for what is given, or for what is left out."""
    return any(
        holds(case, request) and not holds(then, request) and given is bool(case.get("properties", {}).keys() & request)
        for case, then in _cases(request)
    )


def _repaired(*, given: bool) -> JsonEdit:
    def repair(request: dict[str, Any]) -> dict[str, Any] | None:
        if not _broken_case(request, given=given):
            return None
        return {"model": request["model"], **filled(model_of(request), {"model": request["model"]})}

    return repair


_DEFAULTED: Final = [
    part
    for schema in _MODELS
    for part in schema.get("allOf", ())
    if part.get("if", {}).get("properties", {}).keys() - {*part.get("if", {}).get("required", ())}
]
"""Conditions that may hold for what is left out."""
_half: Final = edit_file(lambda content: content[: len(content) // 2])
_empty: Final = edit_file(lambda _: b"")
_blank: Final = edit_file(lambda content: content[:64] + bytes(len(content) - 64))
_accept_conditions: Final[JsonEdit] = _unconditional

NESTED: Final = (
    Fault("nested", "a misspelt nested parameter is ignored", _OUTSIDE, _nested(_known)),
    Fault("nested", "nested parameters are not checked", _OUTSIDE, _nested(_right)),
    Fault("nested", "nested closed sets are not checked", _OUTSIDE, _unchecked_inside(frozenset({"enum"}))),
    Fault("nested", "nested bounds are not checked", _OUTSIDE, _unchecked_inside(_BOUNDS)),
    Fault("nested", "nested types are not checked", _OUTSIDE, _unchecked_inside(frozenset({"type"}))),
    *(
        Fault("nested", "a required nested parameter may be missing", _OUTSIDE, _nested(_complete))
        for _ in [field for schema in _MODELS for _, field in _objects(schema) if field.get("required")][:1]
    ),
)
CONDITIONS: Final = (
    Fault("conditions", "rules under conditions are not checked", _OUTSIDE, on_request(_accept_conditions)),
    Fault("conditions", "rules under conditions always hold", _INSIDE, on_request(_always)),
    Fault("conditions", "conditions of given values are ignored", _OUTSIDE, on_request(_repaired(given=True))),
    *(
        Fault("conditions", "defaults meet no condition", _OUTSIDE, on_request(_repaired(given=False)))
        for _ in _DEFAULTED[:1]
    ),
)
VIDEOS: Final = (
    Fault("videos", "videos are served as images", _ENDS, after=_of_kind("video", _called("image/png"))),
    Fault("videos", "videos are cut off", _ENDS, after=_of_kind("video", _half)),
    Fault("videos", "videos are empty", _ENDS, after=_of_kind("video", _empty)),
    Fault("videos", "videos can't be played", _ENDS, after=_of_kind("video", _blank)),
    Fault("videos", "all videos are square", _ENDS, patches={"videos.spec:video_size": changing(lambda _: (320, 320))}),
    Fault(
        "videos",
        "videos are half as large as asked",
        _ENDS,
        patches={"videos.spec:video_size": changing(lambda sides: (sides[0] // 4 * 2, sides[1] // 4 * 2))},
    ),
    Fault(
        "videos",
        "videos last twice as long as asked",
        _ENDS,
        patches={"videos.spec:read_seconds": changing(lambda seconds: 2 * seconds)},
    ),
    Fault("videos", "all videos last as long", _ENDS, patches={"videos.spec:read_seconds": returning(5.0)}),
    Fault("videos", "videos have no sound track", _ENDS, patches={"videos.spec:_SOUND_FIELDS": lambda _: ()}),
    Fault("videos", "the sound of videos is silence", _ENDS, patches={"videos.encoding:play": changing(_silent)}),
    Fault(
        "videos",
        "the container of videos is another one than declared",
        _ENDS,
        patches={"videos.encoding:FORMATS": lambda known: {**known, "mov": known["mp4"]}},
    ),
)
SOUND: Final = (
    Fault("sound", "sound is served as a video", _ENDS, after=_of_kind("audio", _called("video/mp4"))),
    Fault("sound", "sound is empty", _ENDS, after=_of_kind("audio", _empty)),
    Fault("sound", "sound is cut off", _ENDS, after=_of_kind("audio", _half)),
    Fault("sound", "sound is silence", _ENDS, patches={"audios.encoding:play": changing(_silent)}),
    Fault("sound", "sound has another format than asked", _ENDS, after=_of_kind("audio", _called("audio/wav"))),
)
SOME: Final = (
    *(NESTED if any(True for schema in _MODELS for _ in _objects(schema)) else ()),
    *(CONDITIONS if any(schema.keys() & {*_CONDITIONS} for schema in _MODELS) else ()),
    *(VIDEOS if "video" in _KINDS else ()),
    *(SOUND if "audio" in _KINDS else ()),
)
"""The faults that the contract's models can have."""
