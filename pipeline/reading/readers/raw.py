"""Reads raw pages: Markdown around a fenced OpenAPI 3.1 document."""

import re
from dataclasses import dataclass
from typing import Any

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks, script_of
from pipeline.reading.readers.around import add_security, found_extensions
from pipeline.reading.readers.draft import Draft, other_servers
from pipeline.reading.readers.legacy import is_legacy, translated
from pipeline.reading.readers.schemas import SchemaCleaner
from pipeline.reading.structure import Reading, node_at
from pipeline.reading.words import normalise
from pipeline.yamlio import Marked, YamlError, load_marked

_FENCE = re.compile(
    r"^(?P<ticks>`{3,})\s*ya?ml\s+(?:(?P<file>\S+)\s+)?(?P<method>get|post|put|patch|delete)\s+(?P<path>/\S*)(?:\s+\w+=\S+)*\s*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:\|?[\s:|-]*\|?|\*{3,})\s*")
_PRICES = re.compile(r"pric|cost|价格|价目|定价|料金|価格|가격|요금", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_SITE = "https://docs.evolink.ai/"


@dataclass(frozen=True)
class _Fence:
    """The opening line of the OpenAPI block and the lines inside."""

    start: int
    end: int
    file: str
    method: str
    path: str


def recognises(page: Page) -> bool:
    """Return whether the page has a fenced OpenAPI block."""
    return any(_FENCE.match(line) for line in page.lines)


def read(page: Page, books: Phrasebooks) -> Reading:
    """Read the page.

    Raises:
        Refused: The block has no end, is not an OpenAPI 3 document, or is damaged.
    """
    fence = _find(page)
    marked = _load(page, fence)
    document = marked.value
    operation = _operation(page, fence, document)
    url = _SITE + fence.file.strip("/").removesuffix(".json") if fence.file else None
    text = "\n".join((*page.lines[: fence.start - 1], *(str(line) for line in page.lines[fence.start : fence.end - 1])))
    locale = _locale(page, text, fence.file, books)
    draft = Draft(page, "raw", locale, url=url, method=fence.method, path=fence.path)
    cleaner = SchemaCleaner(page, fence.start + 1, marked, draft)
    _fill(draft, cleaner, operation, ("paths", fence.path, fence.method))
    _prose_around(fence, draft)
    draft.extensions = dict(found_extensions(document))
    return draft.reading()


def _locale(page: Page, text: str, file: str, books: Phrasebooks) -> str:
    """Return the language of the page: the locale in its address, or else what its script suggests."""
    named = file.strip("/").split("/")[0]
    if not _LOCALE.fullmatch(named):
        return script_of(text)
    locale = books.locale_named(named)
    if locale is None:
        raise page.refuse(1, f"a page in {named!r}", f"there are phrasebooks for {sorted(books.by_locale)}")
    return locale


def _find(page: Page) -> _Fence:
    starts = [(number, found) for number, line in enumerate(page.lines, 1) if (found := _FENCE.match(line))]
    if len(starts) > 1:
        raise page.refuse(starts[1][0], "a second OpenAPI block", "one page documents one operation")
    number, found = starts[0]
    ticks = found["ticks"]
    for end in range(number + 1, len(page.lines) + 1):
        if page.lines[end - 1].strip() == ticks:
            return _Fence(number, end, found["file"] or "", found["method"].lower(), found["path"])
    raise page.refuse(number, "the OpenAPI block has no end", "a page cut off in the middle can't be trusted")


def _load(page: Page, fence: _Fence) -> Marked:
    try:
        marked = load_marked("\n".join(page.lines[fence.start : fence.end - 1]) + "\n", fence.start + 1)
    except YamlError as error:
        raise page.refuse(error.line, error.reason, "the OpenAPI block is YAML without tricks") from error
    return translated(page, marked) if is_legacy(marked) else marked


def _operation(page: Page, fence: _Fence, document: Any) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise page.refuse(fence.start, "the block holds no mapping", "an OpenAPI document is one")
    paths: Any = document.get("paths")
    if not str(document.get("openapi", "")).startswith("3."):
        raise page.refuse(
            fence.start + 1, f"openapi: {document.get('openapi')!r}", "the block is an OpenAPI 3 document"
        )
    item: Any = paths.get(fence.path) if isinstance(paths, dict) and len(paths) == 1 else None
    operation: Any = item.get(fence.method) if isinstance(item, dict) else None
    if not isinstance(operation, dict):
        raise page.refuse(fence.start, f"{fence.method} {fence.path}", "the fence names the block's only operation")
    return operation


def _fill(draft: Draft, cleaner: SchemaCleaner, operation: dict[str, Any], source: tuple[str, ...]) -> None:
    """Move the operation's facts into the draft's document and set its prose aside."""
    target = source
    facts: dict[str, Any] = {}
    draft.document = {"paths": {draft.path: {draft.method: facts}}}
    cleaner.mark(source, target)
    if isinstance(operation.get("operationId"), str):
        facts["operationId"] = operation["operationId"]
    cleaner.prose((*source, "description"), target)
    if operation.get("deprecated") is True:
        facts["deprecated"] = True
    if operation.get("parameters"):
        facts["parameters"] = _parameters(cleaner, (*source, "parameters"), target)
    if operation.get("requestBody"):
        content = _content(cleaner, (*source, "requestBody"), (*target, "requestBody"))
        facts["requestBody"] = {"required": True, "content": content}
    facts["responses"] = _responses(cleaner, (*source, "responses"), target, draft)
    facts |= other_servers(_servers(cleaner, source))
    add_security(cleaner, draft, source)
    for extra in (("info", "description"), ("tags", "0", "description"), ("servers", "0", "description")):
        cleaner.prose(extra, target)


def _parameters(cleaner: SchemaCleaner, source: tuple[str, ...], target: tuple[str, ...]) -> list[dict[str, Any]]:
    parameters = []
    for index, parameter in enumerate(cleaner.expect(source, list)):
        here = (*source, str(index))
        there = (*target, "parameters", str(index))
        cleaner.expect(here, dict)
        name, place = parameter.get("name"), parameter.get("in")
        if not isinstance(name, str) or place not in {"path", "query", "header", "cookie"}:
            raise cleaner.refuse(here, f"parameter {name!r} in {place!r}", "a parameter has a name and a place")
        cleaner.prose((*here, "description"), (*there, "schema"))
        schema = cleaner.schema((*here, "schema"), (*there, "schema"))
        parameters.append({"name": name, "in": place, "required": parameter.get("required") is True, "schema": schema})
    return parameters


def _responses(
    cleaner: SchemaCleaner, source: tuple[str, ...], target: tuple[str, ...], draft: Draft
) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for status, answer in cleaner.expect(source, dict).items():
        here, there = (*source, status), (*target, "responses", status)
        if not re.fullmatch(r"[1-5]\d\d", status):
            raise cleaner.refuse(here, f"answer {status!r}", "an answer is named by its status")
        cleaner.expect(here, dict)
        cleaner.mark(here, there)
        cleaner.prose((*here, "description"), there)
        answers[status] = {"description": f"Answer {status}."}
        cleaner.leaf_examples = {}
        if answer.get("content"):
            answers[status]["content"] = _content(cleaner, here, there)
            answers[status] |= _error_facts(cleaner.examples((*here, "content", "application/json")))
        if status.startswith("2") and not draft.example:
            draft.example = cleaner.leaf_examples
    if not any(status.startswith("2") for status in answers):
        raise cleaner.refuse(source, f"answers {sorted(answers)}", "an operation has an answer 2xx")
    return answers


def _content(cleaner: SchemaCleaner, source: tuple[str, ...], target: tuple[str, ...]) -> dict[str, Any]:
    """Return a body's media types with their schemas; where there is JSON, others are other ways to say it."""
    offered = cleaner.expect((*source, "content"), dict)
    names = ["application/json"] if "application/json" in offered else list(offered)
    return {
        name: {"schema": cleaner.schema((*source, "content", name, "schema"), (*target, "content", name, "schema"))}
        for name in names
    }


def _servers(cleaner: SchemaCleaner, source: tuple[str, ...]) -> list[str]:
    """Return the addresses of the operation's servers: its own, its path's, or the document's."""
    for place in ((*source, "servers"), (*source[:-1], "servers"), ("servers",)):
        named = cleaner.get(place)
        if isinstance(named, list):
            return [each["url"] for each in named if isinstance(each, dict) and isinstance(each.get("url"), str)]
    return []


def _error_facts(examples: list[Any]) -> dict[str, Any]:
    """Return the error codes and types that the example answers show."""
    errors = [each["error"] for each in examples if isinstance(each, dict) and isinstance(each.get("error"), dict)]
    facts = {}
    for key in ("code", "type"):
        values = list(dict.fromkeys(error[key] for error in errors if isinstance(error.get(key), str | int)))
        if values:
            facts[f"x-evolink-error-{key}s"] = values
    return facts


def _prose_around(fence: _Fence, draft: Draft) -> None:
    """Note the sentences before and after the block, and the prices if the page has a table of them."""
    operation = ("paths", draft.path, draft.method)
    prices: list[list[str]] = []
    heading = ""
    for number, line in enumerate(draft.page.lines, 1):
        if fence.start <= number <= fence.end or _RULE.fullmatch(line):
            continue
        if line.startswith("#"):
            heading = line
        elif line.lstrip().startswith("|"):
            cells = [normalise(cell) for cell in line.strip().strip("|").split("|")]
            if _PRICES.search(heading):
                prices.append(cells)
                draft.lines.setdefault((*operation, "x-evolink-prices"), number)
            else:
                draft.add_prose(operation, [(number, cell) for cell in cells])
        else:
            draft.add_prose(operation, [(number, line)])
    if prices:
        node_at(draft.document, operation)["x-evolink-prices"] = prices
