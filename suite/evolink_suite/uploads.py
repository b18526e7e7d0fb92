"""Uploads small files, and deletes them afterwards: on a real service nothing may stay."""

import base64
import io
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from .contract import Operation
from .operations import OTHERS
from .service import Answer, Service

FOLDER: Final = "contract-suite"
UPLOADING: Final = [operation for operation in OTHERS.values() if operation.does == "upload"]
DELETING: Final = next((operation for operation in OTHERS.values() if operation.does == "delete"), None)


def picture(shade: int = 0) -> bytes:
    """Return a small image, another one for each shade."""
    file = io.BytesIO()
    Image.new("RGB", (4, 3), (shade, 100, 200)).save(file, "PNG")
    return file.getvalue()


def moment(text: str) -> float:
    """Return the Unix time of a date with its zone."""
    at = datetime.fromisoformat(text)
    assert at.tzinfo is not None, f"{text} has no zone"
    return at.timestamp()


def brings_a_link(operation: Operation) -> bool:
    """Return whether an upload names a link, which the service opens itself."""
    return bool(operation.body["properties"][_field(operation)].get("format") == "uri")


def upload_body(operation: Operation, content: bytes, link: str = "", **fields: str) -> dict[str, Any]:
    """Return the request that uploads a file in the way of an operation.

    Args:
        operation: The operation.
        content: The file.
        link: A link to it, for an operation that opens one.
        fields: The other fields.
    """
    if operation.is_form:
        texts = {name: (None, value) for name, value in fields.items()}
        return {_field(operation): ("original.png", content), **texts}
    text = link if brings_a_link(operation) else base64.b64encode(content).decode()
    return {_field(operation): text, **fields}


def refused_body(operation: Operation) -> dict[str, Any]:
    """Return a well-formed request to upload a file, for a call that must not get that far."""
    return upload_body(operation, picture(), "https://example.com/image.png")


def _field(operation: Operation) -> str:
    (field,) = operation.body["required"]
    return str(field)


class Files:
    """The files that a test uploads with one key; a context manager that deletes them.

    Args:
        service: The service.
    """

    def __init__(self, service: Service) -> None:
        self._service = service
        self._uploaded: list[str] = []

    def upload(self, content: bytes | None = None, operation: Operation | None = None, **fields: str) -> dict[str, Any]:
        """Upload a file, and return what the service says of it."""
        answer = self.send(picture() if content is None else content, operation or UPLOADING[0], **fields)
        assert answer.ok, answer
        described: dict[str, Any] = answer.body["data"]
        return described

    def send(self, content: bytes, operation: Operation, **fields: str) -> Answer:
        """Send the request that uploads a file."""
        if DELETING is None:
            pytest.skip("the contract has no operation that deletes what would be uploaded")
        link = self.upload(content)["file_url"] if brings_a_link(operation) else ""
        named = {"upload_path": FOLDER, "file_name": f"{uuid4().hex}.png", **fields}
        answer = self._service.call(operation, body=upload_body(operation, content, link, **named))
        if answer.ok:
            self._uploaded.append(answer.body["data"]["file_id"])
        return answer

    def delete(self, described: Mapping[str, Any]) -> Answer:
        """Delete a file."""
        assert DELETING
        return self._service.call(DELETING, resource=described["file_id"])

    def clean(self) -> None:
        """Delete what is left of the files."""
        for file_id in self._uploaded:
            with suppress(AssertionError, httpx.HTTPError):  # a test may have deleted it, or broken the service
                self.delete({"file_id": file_id})
