"""Reads a body of the type `multipart/form-data`."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from evolink_mock.world.body import refuse_encoded
from evolink_mock.world.messages import RefusedError, Request

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FORM_TYPE = "multipart/form-data"
_MOST_PARTS = 64
logging.getLogger("python_multipart").addHandler(logging.NullHandler())  # else its warnings go to the standard error


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form.

    Attributes:
        name: The name of the field.
        file_name: The name of its file; empty if it has none.
        content: Its bytes.
    """

    name: str
    file_name: str
    content: bytes


def read_form(request: Request) -> list[Part]:
    """Return the fields of a form in their order.

    Raises:
        RefusedError: The body is compressed, of another type, no such form, ends too early, or has too many fields.
    """
    refuse_encoded(request)
    media_type, options = parse_options_header(request.headers.get("content-type"))
    if media_type.decode("latin-1").lower() != FORM_TYPE:
        raise RefusedError(400, f"The content type must be {FORM_TYPE}.")
    boundary = options.get(b"boundary")
    if not boundary:
        raise RefusedError(400, "The content type names no boundary.")
    reader = _Reader()
    try:
        parser = MultipartParser(boundary, reader.callbacks())
        _ = parser.write(request.body)
        parser.finalize()
    except FormParserError:
        raise RefusedError(400, f"The body is not valid {FORM_TYPE}.") from None
    if not reader.ended:
        raise RefusedError(400, "The body ends before its last boundary.")
    return [_part(headers, content) for headers, content in reader.parts]


class _Reader:
    """Collects what the parser calls out: the headers and the content of each part."""

    def __init__(self) -> None:
        self.parts: list[tuple[dict[str, bytes], bytes]] = []
        self.ended = False
        self._headers: dict[str, bytes] = {}
        self._name = self._value = b""
        self._content: list[memoryview] = []

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._add,
            "on_part_end": self._end_part,
            "on_header_field": self._add_name,
            "on_header_value": self._add_value,
            "on_header_end": self._end_header,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        if len(self.parts) >= _MOST_PARTS:
            raise RefusedError(400, f"The form has more than {_MOST_PARTS} fields.")
        self._headers, self._content = {}, []

    def _add(self, data: bytes, start: int, end: int) -> None:
        self._content.append(memoryview(data)[start:end])

    def _end_part(self) -> None:
        self.parts.append((self._headers, b"".join(self._content)))

    def _add_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value
        self._name = self._value = b""

    def _end(self) -> None:
        self.ended = True


def _part(headers: Mapping[str, bytes], content: bytes) -> Part:
    _, options = parse_options_header(headers.get("content-disposition"))
    name, file_name = (options.get(option, b"").decode("utf-8", "replace") for option in (b"name", b"filename"))
    if not name:
        raise RefusedError(400, "A field of the form has no name.")
    return Part(name, file_name, content)
