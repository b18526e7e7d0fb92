"""What the contract says about files that are uploaded: operations, limits, lifetime, and what refusals mean."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any, NamedTuple

from evolink._contract.document import document, schemas

_FORM = "multipart/form-data"
_LIFETIME = "x-evolink-result-lifetime"


class FileOperation(NamedTuple):
    """An operation on files.

    Attributes:
        method: The HTTP method, in capitals.
        path: The path, with a placeholder for each parameter in it.
        server: The address that the contract states for it; None if it is the service's own.
        described: All that the contract says of it.
    """

    method: str
    path: str
    server: str | None
    described: Mapping[str, Any]


@cache
def file_operation(operation_id: str) -> FileOperation:
    """Return the operation of an ID, such as `uploadFileStream`.

    Raises:
        KeyError: The contract has no such operation.
    """
    found = next((each for each in _operations() if each.described["operationId"] == operation_id), None)
    if found is None:
        raise KeyError(operation_id)
    return found


@cache
def largest_upload() -> int | None:
    """Return the most bytes that an uploaded file may have; None if the contract states no limit."""
    stated: int | None = _file_facts().get("x-evolink-max-image-bytes")
    return stated


@cache
def upload_lifetime() -> float:
    """Return the seconds that a link to an uploaded file is valid for."""
    return float(file_operation("uploadFileStream").described[_LIFETIME])


def can_upload(media_type: str) -> bool:
    """Whether files of a media type are taken.

    Models name formats of their own, so with uploads for them, the service decides about formats of a type.
    """
    field = _file_facts()
    media: Mapping[str, Any] = field.get("x-evolink-vendor-media", {})
    images = [f"image/{name}" for name in field.get("x-evolink-image-formats", ["*"])]
    types = [*(["image/*"] if media.get("formats") == "of-parameters" else images), *media.get("types", ())]
    return any(fnmatchcase(media_type, pattern) for pattern in types)


def file_refusal(code: str) -> str | None:
    """Return what an error code of the files API means, such as `file-too-large`; None if it is not known."""
    refusal: str | None = schemas()["FileError"]["properties"]["code"]["x-evolink-file-errors"].get(code)
    return refusal


def file_field() -> str:
    """Return the name of the field that an uploaded file has in its form."""
    return next(name for name, schema in _form_fields().items() if schema.get("format") == "binary")


def _operations() -> Iterator[FileOperation]:
    for path, item in document()["paths"].items():
        for method, described in item.items():
            servers = described.get("servers", [])
            yield FileOperation(method.upper(), path, servers[0]["url"] if servers else None, described)


def _file_facts() -> Mapping[str, Any]:
    facts: Mapping[str, Any] = _form_fields()[file_field()]
    return facts


@cache
def _form_fields() -> Mapping[str, Any]:
    form = file_operation("uploadFileStream").described["requestBody"]["content"][_FORM]["schema"]
    fields: Mapping[str, Any] = schemas()[form["$ref"].rpartition("/")[2]]["properties"]
    return fields
