"""Reads the file that a request uploads: a form, base64 text, or a link to one of the mock's own files."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from evolink_mock.world.body import read_object
from evolink_mock.world.contract import file_errors
from evolink_mock.world.files import read_own_file
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.messages import RefusedError
from evolink_mock.world.parameters import Parameter
from evolink_mock.world.strays import ignored_parameters
from evolink_mock.world.upload_rules import UploadRules

if TYPE_CHECKING:
    from evolink_mock.world.form_data import Part

_FOLDER, _NAME = "upload_path", "file_name"
_DATA_URI = re.compile(r"data:[^,]{0,200};base64,", re.IGNORECASE)
_LONGEST_NAME, _LONGEST_FOLDER = 255, 1024  # characters
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Received:
    """A file as a request brought it.

    Attributes:
        content: Its bytes.
        folder: The folder that the request names, if it names one.
        name: The name that the request gives it, if it gives one.
        original_name: The name that it had where it came from, if that is known.
        ignored: In words, which parameters of the request are none.
    """

    content: bytes
    folder: str
    name: str
    original_name: str
    ignored: tuple[str, ...] = ()


def read_stream(call: Invocation, rules: UploadRules) -> Received:
    """Return the file of a form.

    Raises:
        RefusedError: The form is broken, or has not exactly one file.
    """
    from evolink_mock.world.form_data import read_form  # noqa: PLC0415 - what reads forms loads with the first one

    parts = read_form(call.request)
    files = [part for part in parts if part.name in rules.names[rules.field]]
    if len(files) != 1:
        raise RefusedError(400, f"The form must have one field named {rules.field}, and has {len(files)}.")
    if stray := [part.name for part in parts if part.file_name and part is not files[0]]:
        raise RefusedError(400, f"The form must have one file, and has another in the field {stray[0]}.")
    fields = {part.name: _text(part) for part in parts if part is not files[0]}
    return _received(call, rules, fields, files[0].content, _last_part(files[0].file_name))


def read_base64(call: Invocation, rules: UploadRules) -> Received:
    """Return the file that a text brings, as base64 or as a data URI.

    Raises:
        RefusedError: The request is broken, or its text is no base64.
    """
    fields = read_object(call.request)
    text = "".join(_checked(call, fields)[rules.field].split())
    if start := _DATA_URI.match(text):
        text = text[start.end() :]
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise RefusedError(400, f"{rules.field} is neither base64 nor a data URI of it.") from None
    return _received(call, rules, fields, content, "")


def read_link(call: Invocation, rules: UploadRules) -> Received:
    """Return a copy of one of the mock's own files; the mock opens no other links.

    Raises:
        RefusedError: The request is broken, or the link leads somewhere else, or to nothing.
    """
    fields = read_object(call.request)
    link = str(_checked(call, fields)[rules.field])
    try:
        content = read_own_file(call.world, call.own_path(link), call.now)
    except RefusedError:
        message = "The mock fetches only links to its own files, while they live."
        raise RefusedError(file_errors()["link-not-fetched"], message) from None
    return _received(call, rules, fields, content, _last_part(unquote(urlsplit(link).path)))


def _checked(call: Invocation, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    checked: Mapping[str, Any] = Parameter("body", call.operation.body).check(fields)
    return checked


def _received(
    call: Invocation, rules: UploadRules, fields: Mapping[str, Any], content: bytes, original_name: str
) -> Received:
    named = {
        name: next((str(fields[spelling]) for spelling in spellings if fields.get(spelling)), "")
        for name, spellings in rules.names.items()
        if name != rules.field
    }
    known = {spelling for spellings in rules.names.values() for spelling in spellings}
    ignored = ignored_parameters(fields, known, call.operation.path)
    return Received(content, _folder(named.get(_FOLDER, "")), _name(named.get(_NAME, "")), original_name, ignored)


def _folder(text: str) -> str:
    parts = [part for part in text.split("/") if part not in ("", ".")]
    if ".." in parts or _FORBIDDEN.search(text) or len(text) > _LONGEST_FOLDER:
        raise RefusedError(400, f"{_FOLDER} is not a folder.")
    return "/".join(parts)


def _name(text: str) -> str:
    if text in (".", "..") or "/" in text or _FORBIDDEN.search(text) or len(text) > _LONGEST_NAME:
        raise RefusedError(400, f"{_NAME} is not the name of a file.")
    return text


def _last_part(path: str) -> str:
    """Return the name of a file without its folders and without what no name has."""
    return _FORBIDDEN.sub("", re.split(r"[/\\]", path)[-1])[-_LONGEST_NAME:]


def _text(part: "Part") -> str:
    try:
        return part.content.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, f"{part.name} is not text in UTF-8.") from None
