"""Reads rendered pages: the text of a page as a reader sees it, in any locale that has labels."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebook, Phrasebooks
from pipeline.reading.readers.draft import Draft, flatten, other_servers
from pipeline.reading.readers.fields import Field, read_fields
from pipeline.reading.structure import JSON_BODY, Reading

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
_SEGMENT = re.compile(r"[\w.{}-]+")
_STATUS = re.compile(r"[1-5]\d\d(?:\s*-\s*\S+/\S+)?|[\w.+-]+/[\w.+-]+")
_MEDIA = re.compile(r"[\w.+-]+/[\w.+-]+")
_ANSWER = re.compile(r"(?P<status>[1-5]\d\d)(?:\s*-\s*(?P<media>[\w.+-]+/[\w.+-]+))?")
_CURL_URL = re.compile(r"--url\s+['\"]?(?P<server>https?://[^/\s'\"]+)(?P<path>/[^\s'\"?\\]*)")
_JSON = "application/json"
_FIRST_LINES = 2
_SECTIONS = ("auth", "path", "query", "header", "body", "response")


@dataclass
class _Head:
    """The part above the sections: the operation and its examples."""

    method: str
    path: str
    line: int
    end: int
    request: Any = None
    answer: Any = None
    server: str = ""


@dataclass
class _Section:
    """A titled part of the page and its lines."""

    kind: str
    start: int
    lines: list[tuple[int, str]] = field(default_factory=list)


def recognises(page: Page) -> bool:
    """Return whether the page shows an operation: a method on a line of its own, or its curl call."""
    return any(
        line.lstrip().startswith("curl --request") or (line.strip() in _METHODS and _path_at(page, at)[0])
        for at, line in enumerate(page.lines, 1)
    )


def read(page: Page, books: Phrasebooks) -> Reading:
    """Read the page.

    Raises:
        Refused: Its operation, sections or fields are missing, duplicated or cut off.
    """
    locale = books.locale_of_labels(page.lines)
    if locale is None:
        raise page.refuse(1, "no section label of a known language", "a rendered page shows its sections")
    book = books[locale]
    head = _head(page, book)
    sections = _sections(page, book, head)
    operation: dict[str, Any] = {}
    document = {"paths": {head.path: {head.method.lower(): operation}}}
    draft = Draft(page, "rendered", locale, document, method=head.method.lower(), path=head.path)
    draft.lines["paths", head.path, draft.method] = head.line
    _fill(book, draft, head, sections)
    return draft.reading()


def _head(page: Page, book: Phrasebook) -> _Head:
    """Find the operation and its two examples."""
    starts = [at for at in range(len(page.lines)) if page.lines[at].strip() in _METHODS and _path_at(page, at + 1)[0]]
    calls = [at for at, line in enumerate(page.lines) if line.lstrip().startswith("curl --request")]
    for many in (starts, calls):
        if len(many) > 1:
            raise page.refuse(many[1] + 1, "a second operation", "one page documents one operation")
    if not calls:
        raise page.refuse(1, "no curl call", "a rendered page shows one")
    call = calls[0]
    method = page.lines[call].split("--request")[1].split()[0].strip("\\ ")
    end = next((at for at in range(call, len(page.lines)) if _is_section(book, page.lines[at])), len(page.lines))
    found = _CURL_URL.search("\n".join(page.lines[call:end]))
    if method not in _METHODS or found is None:
        raise page.refuse(call + 1, "a curl call without method or address", "it names the operation")
    head = _Head(method, found["path"], call + 1, end, server=found["server"])
    if starts:
        path = _path_at(page, starts[0] + 1)[0]
        if (page.lines[starts[0]].strip(), path) != (method, head.path):
            raise page.refuse(starts[0] + 1, f"{path} above, {head.path} in the curl call", "both name one operation")
        head.line = starts[0] + 1
    _examples(page, head, call)
    return head


def _path_at(page: Page, at: int) -> tuple[str, int]:
    """Return the path that starts at line `at` and may span lines, and the index after it."""
    line = page.lines[at].strip() if at < len(page.lines) else ""
    if len(line) > 1 and re.fullmatch(r"(?:/[\w.{}-]+)+", line):
        return line, at + 1
    path = ""
    while at + 1 < len(page.lines) and page.lines[at].strip() == "/" and _SEGMENT.fullmatch(page.lines[at + 1].strip()):
        path += "/" + page.lines[at + 1].strip()
        at += 2
    return path, at


def _examples(page: Page, head: _Head, call: int) -> None:
    """Read the request's and the answer's JSON."""
    text = "\n".join(page.lines[call : head.end])
    data = re.search(r"--data(?:-raw)?\s+'", text)
    rest = text
    if data:
        head.request, after = _json_at(page, call, text, data.end())
        rest = text[after:]
        offset = after
    else:
        offset = 0
    start = re.search(r"^[{\[]", rest, re.MULTILINE)
    if start:
        head.answer, _ = _json_at(page, call, text, offset + start.start())


def _json_at(page: Page, call: int, text: str, at: int) -> tuple[Any, int]:
    at += len(text[at:]) - len(text[at:].lstrip())
    try:
        return json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        line = call + text[: getattr(error, "pos", at)].count("\n") + 1
        raise page.refuse(line, f"an example that is not JSON: {error}", "a damaged page can't be trusted") from error


def _is_section(book: Phrasebook, line: str) -> bool:
    return any(book.is_label(kind, line) for kind in _SECTIONS)


def _sections(page: Page, book: Phrasebook, head: _Head) -> list[_Section]:
    sections: list[_Section] = []
    for number, line in enumerate(page.lines[head.end :], head.end + 1):
        kind = next((kind for kind in _SECTIONS if book.is_label(kind, line)), None)
        # An empty line before or after distinguishes a title from an option of the same name.
        alone = not page.lines[number - 2].strip() or not "".join(page.lines[number : number + 1]).strip()
        if kind and alone and any(section.kind == kind for section in sections):
            raise page.refuse(number, f"a second section {line.strip()!r}", "every section appears once")
        if kind and alone:
            sections.append(_Section(kind, number))
        elif sections:
            sections[-1].lines.append((number, line))
    kinds = [section.kind for section in sections]
    needed = ["body", "response"] if head.method in {"POST", "PUT", "PATCH"} else ["response"]
    for kind in needed:
        if kind not in kinds:
            raise page.refuse(len(page.lines), f"no section {kind!r}", "the page is cut off or lost its labels")
    return sections


def _fill(book: Phrasebook, draft: Draft, head: _Head, sections: list[_Section]) -> None:
    operation = draft.document["paths"][head.path][draft.method]
    place = ("paths", head.path, draft.method)
    operation |= other_servers([head.server])
    for section in sections:
        fields, prose = read_fields(draft.page, book, section.lines)
        if section.kind == "auth":
            _security(draft, fields, prose)
        elif section.kind in {"path", "query", "header"}:
            operation.setdefault("parameters", [])
            _parameters(draft, section.kind, fields, place, operation["parameters"])
        elif section.kind == "body":
            media = _first(section, _MEDIA) or _JSON
            schema = _object(draft, fields, (*place, "requestBody", "content", media, "schema"), section.start)
            _against_example(draft.page, section, schema, head.request)
            operation["requestBody"] = {"required": True, "content": {media: {"schema": schema}}}
            draft.add_prose(place, prose)
        else:
            status = (_first(section, _ANSWER) or "200")[:3]
            at = (*place, "responses", status)
            schema = _object(draft, fields, (*at, *JSON_BODY), section.start)
            _against_example(draft.page, section, schema, head.answer)
            _read_off(schema, head.answer)
            operation["responses"] = {
                status: {"description": f"Answer {status}.", "content": {_JSON: {"schema": schema}}}
            }
            draft.add_prose(at, prose)
    draft.add_prose(place, _around(draft.page, book, head))
    draft.example = flatten(head.answer)


def _first(section: _Section, pattern: re.Pattern[str]) -> str:
    """Return the line of a section that has a form, if it comes before anything else."""
    lines = [line.strip() for _, line in section.lines if line.strip()][:_FIRST_LINES]
    return next((line for line in lines if pattern.fullmatch(line)), "")


def _security(draft: Draft, fields: list[Field], prose: list[tuple[int, str]]) -> None:
    at = ("components", "securitySchemes", "bearerAuth")
    draft.require_bearer()
    for each in fields:
        draft.lines[at] = each.line
        draft.add_prose(at, each.prose)
    draft.add_prose(at, prose)


def _parameters(
    draft: Draft, kind: str, fields: list[Field], place: tuple[str, ...], into: list[dict[str, Any]]
) -> None:
    for each in fields:
        at = (*place, "parameters", str(len(into)), "schema")
        into.append({"name": each.name, "in": kind, "required": each.required, "schema": each.schema})
        draft.lines[at] = each.line
        draft.add_prose(at, each.prose)


def _object(draft: Draft, fields: list[Field], at: tuple[str, ...], line: int) -> dict[str, Any]:
    """Return the object of a section's fields; `a.b` is a field of the object `a`."""
    if not fields:
        raise draft.page.refuse(line, "a section without fields", "its field names were lost")
    root: dict[str, Any] = {"type": "object", "properties": {}}
    draft.lines[at] = line
    for each in fields:
        parent, place = root, at
        *outer, name = each.name.split(".")
        for step in outer:
            parent = parent["properties"].get(step, {}) if "properties" in parent else {}
            place = (*place, "properties", step)
            if parent.get("type") == "array":
                parent, place = parent["items"], (*place, "items")
            if parent.get("type") != "object":
                raise draft.page.refuse(each.line, f"the field {each.name!r}", "the object around it comes first")
            parent.setdefault("properties", {})
        if name in parent["properties"]:
            raise draft.page.refuse(
                each.line, f"the field {each.name!r} appears twice", "a duplicated page can't be trusted"
            )
        parent["properties"][name] = each.schema
        if each.required:
            parent.setdefault("required", []).append(name)
        draft.lines[(*place, "properties", name)] = each.line
        draft.add_prose((*place, "properties", name), each.prose)
    return root


def _against_example(page: Page, section: _Section, schema: dict[str, Any], example: Any) -> None:
    """Refuse a page whose example shows fields that the section does not have: it was cut off."""
    if isinstance(example, dict):
        missing = sorted(set(example) - set(schema["properties"]))
        if missing:
            last = section.lines[-1][0] if section.lines else section.start
            raise page.refuse(last, f"no field {', '.join(missing)}", "the page's own example shows it: cut off")


def _read_off(schema: dict[str, Any], example: Any) -> None:
    """Add the types that the example shows to an object whose fields are hidden."""
    for name, each in schema.get("properties", {}).items():
        value = example.get(name) if isinstance(example, dict) else None
        if each.get("type") == "object" and "properties" not in each and isinstance(value, dict) and value:
            each["properties"] = {key: _shown(inner) for key, inner in value.items()}
            each["x-evolink-read-off"] = "example"
        elif each.get("type") == "object":
            _read_off(each, value)


def _shown(value: Any) -> dict[str, Any]:
    match value:
        case bool():
            return {"type": "boolean"}
        case int():
            return {"type": "integer"}
        case float():
            return {"type": "number"}
        case str():
            return {"type": "string"}
        case list():
            return {"type": "array", "items": _shown(value[0]) if value else {}}
        case dict():
            return {"type": "object", "properties": {key: _shown(each) for key, each in value.items()}}
        case _:
            return {}


def _around(page: Page, book: Phrasebook, head: _Head) -> list[tuple[int, str]]:
    """Return the prose outside the sections: callouts between the example and the first section."""
    lines = []
    text = "\n".join(page.lines[head.line - 1 : head.end])
    last_brace = text.rfind("\n}")
    first = head.line + text[: last_brace + 1].count("\n") + 1 if last_brace >= 0 else head.end + 1
    for number in range(first, head.end + 1):
        line = page.lines[number - 1].strip()
        if line and not _STATUS.fullmatch(line) and not book.is_label("skip", line):
            lines.append((number, line))
    return lines
