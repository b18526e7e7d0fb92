"""What the contract says of an upload: how large a file may be, of which types, and how long it lives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, cast

from evolink_mock.world.contract import Operation, operations

_LARGEST, _FORMATS, _MORE_TYPES = "x-evolink-max-image-bytes", "x-evolink-image-formats", "x-evolink-vendor-media"


@dataclass(frozen=True, slots=True)
class UploadRules:
    """The rules of one upload operation.

    Attributes:
        field: The field of the request that brings the file.
        max_bytes: How large a file may be.
        types: Patterns of the media types that are taken.
        lifetime: Seconds that its links live.
        names: For each field of the request, every name under which it may be sent.
    """

    field: str
    max_bytes: int
    types: tuple[str, ...]
    lifetime: float
    names: Mapping[str, tuple[str, ...]]

    def allow(self, media_type: str) -> bool:
        """Return whether files of a type may be uploaded."""
        return any(fnmatchcase(media_type, pattern) for pattern in self.types)


@cache
def upload_paths() -> frozenset[str]:
    """Return the paths at which files are uploaded."""
    return frozenset(operation.path for operation in _uploading())


@cache
def largest_upload() -> int:
    """Return how large a file may be in any way of uploading it."""
    return max((rules_of(operation.id).max_bytes for operation in _uploading()), default=0)


@cache
def rules_of(operation_id: str) -> UploadRules:
    """Return the rules of an operation that uploads files."""
    operation = next(each for each in _uploading() if each.id == operation_id)
    properties: Mapping[str, Mapping[str, Any]] = operation.body["properties"]
    field = next(name for name, schema in properties.items() if _FORMATS in schema)
    facts = properties[field]
    return UploadRules(
        field=field,
        max_bytes=facts[_LARGEST],
        types=(*(f"image/{name}" for name in facts[_FORMATS]), *_more_types(facts.get(_MORE_TYPES, {}))),
        lifetime=float(operation.facts["x-evolink-result-lifetime"]),
        names={name: (name, *_more_names(schema)) for name, schema in properties.items()},
    )


def _uploading() -> list[Operation]:
    return [each for each in operations() if each.facts.get("x-evolink-operation") == "upload"]


def _more_types(media: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is taken beyond the pages: whole kinds of media, and the formats that parameters of models name."""
    yield from media.get("types", ())
    if "formats" in media:
        models = [model.properties for operation in operations() for model in operation.models.values()]
        yield from sorted({f"*/{name}" for name in _formats(models)})


def _formats(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        found = cast("Mapping[str, Any]", node)
        yield from found.get(_FORMATS, ())
        yield from _formats(list(found.values()))
    elif isinstance(node, list):
        for each in cast("Any", node):
            yield from _formats(each)


def _more_names(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the other spellings of a field."""
    more = schema.get("x-evolink-also-named", ())
    return (more,) if isinstance(more, str) else tuple(more)
