"""Faults in what only some models have: nested parameters, rules under conditions, videos and sound.

A fault is in the catalogue if the contract has a model with such a rule or kind.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ._applied import as_schema, holds
from ._contract import Schema
from ._edits import changing, edit_file
from ._fault import Fault
from ._interception import Edit, Exchange, JsonEdit, model_of, on_file, on_request
from ._target import OPERATIONS
from ._values import filled, sample

_OUTSIDE: Final = "test_just_invalid_request"
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


def _called(content_type: str) -> Edit:
    def after(exchange: Exchange) -> None:
        exchange.answered["content-type"] = content_type

    return after


_half: Final = edit_file(lambda content: content[: len(content) // 2])
_empty: Final = edit_file(lambda _: b"")
_accept_conditions: Final[JsonEdit] = _unconditional

NESTED: Final = (
    Fault("nested", "a misspelt nested parameter is ignored", _OUTSIDE, _nested(_known)),
    Fault("nested", "nested parameters are not checked", _OUTSIDE, _nested(_right)),
    *(
        Fault("nested", "a required nested parameter may be missing", _OUTSIDE, _nested(_complete))
        for _ in [field for schema in _MODELS for _, field in _objects(schema) if field.get("required")][:1]
    ),
)
CONDITIONS: Final = (
    Fault("conditions", "rules under conditions are not checked", _OUTSIDE, on_request(_accept_conditions)),
)
VIDEOS: Final = (
    Fault("videos", "videos are served as images", _ENDS, after=_of_kind("video", _called("image/png"))),
    Fault("videos", "videos are cut off", _ENDS, after=_of_kind("video", _half)),
    Fault("videos", "videos are empty", _ENDS, after=_of_kind("video", _empty)),
    Fault("videos", "all videos are square", _ENDS, patches={"videos.spec:video_size": changing(lambda _: (320, 320))}),
)
SOUND: Final = (
    Fault("sound", "sound is served as a video", _ENDS, after=_of_kind("audio", _called("video/mp4"))),
    Fault("sound", "sound is empty", _ENDS, after=_of_kind("audio", _empty)),
)
SOME: Final = (
    *(NESTED if any(True for schema in _MODELS for _ in _objects(schema)) else ()),
    *(CONDITIONS if any(schema.keys() & {*_CONDITIONS} for schema in _MODELS) else ()),
    *(VIDEOS if "video" in _KINDS else ()),
    *(SOUND if "audio" in _KINDS else ()),
)
"""The faults that the contract's models can have."""
