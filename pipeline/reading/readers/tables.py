"""Reads the parameter table: JSON with the parameters of many models, made from their pages; one reading per model."""

import json
import re
from collections.abc import Iterator
from typing import Any

from pipeline.jsonio import load_marked_json
from pipeline.problems import Problem, Refused
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers.draft import Draft
from pipeline.reading.readers.parameters import Parameters, TableCleaner
from pipeline.reading.structure import JSON_BODY, Reading
from pipeline.yamlio import Marked, YamlError

SUFFIX = ".json"
_METHOD = "post"
_FORM = "a parameter table has `meta` with the documentation's commit, and `models`"
_PARTS: dict[str, type] = {"path": str, "params": dict, "docs": str, "required": list}
_KNOWN = frozenset({*_PARTS, "model", "kind", "title", "example"})
_NOT_IN_FILE_NAMES = re.compile(r"[^A-Za-z0-9._-]+")
_LOCALE = re.compile(r"https?://[^/]+/(?:docs/)?(?P<locale>[a-z]{2}(?:-[A-Za-z]{2,4})?)/")
_LOST = re.compile("[\ufffd\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(page: Page, books: Phrasebooks) -> tuple[list[Reading], list[Problem]]:
    """Read every entry of a table; one that can't be read does not stop the others.

    Raises:
        Refused: The file is not a parameter table.
    """
    try:
        marked = load_marked_json(page.raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = page.raw[: error.start].count(b"\n") + 1
        raise page.refuse(line, f"byte 0x{page.raw[error.start]:02x}", "a table is UTF-8 text") from error
    except YamlError as error:
        raise page.refuse(error.line, error.reason, "a parameter table is JSON") from error
    commit = _commit(page, marked)
    readings: list[Reading] = []
    problems: list[Problem] = []
    names: set[str] = set()
    for model in marked.value["models"]:
        try:
            readings.append(_Entry(page, marked, model).reading(books, commit, names))
        except Refused as refused:
            problems += refused.problems
    return readings, problems


def _commit(page: Page, marked: Marked) -> str:
    """Return the commit of the documentation that the table was made from."""
    table = marked.value if isinstance(marked.value, dict) else {}
    meta, models = table.get("meta"), table.get("models")
    if not isinstance(models, dict) or not models:
        raise page.refuse(marked.lines.get(("models",), 1), f"models: {type(models).__name__}", _FORM)
    commit = meta.get("commit") if isinstance(meta, dict) else None
    if not isinstance(commit, str) or not commit:
        raise page.refuse(marked.lines.get(("meta",), 1), f"meta.commit: {commit!r}", _FORM)
    return commit


class _Entry:
    """The entry of one model."""

    def __init__(self, table: Page, marked: Marked, model: str) -> None:
        self._at = ("models", model)
        self._model = model
        self._marked = marked
        self._value: Any = marked.value["models"][model]
        self._table = table.name
        raw = json.dumps(self._value, sort_keys=True, ensure_ascii=False).encode(errors="surrogatepass")
        self._page = Page(f"table--{_NOT_IN_FILE_NAMES.sub('-', model)}", (), raw)

    def reading(self, books: Phrasebooks, commit: str, names: set[str]) -> Reading:
        """Return the entry as a reading; its name must be none of those before.

        Raises:
            Refused: A part is missing or damaged, or has another form.
        """
        if self._page.name.casefold() in names:
            raise self._refuse((), f"the model {self._model!r}", "two models would have one extract")
        names.add(self._page.name.casefold())
        self._check_parts()
        draft = Draft(self._page, "table", self._locale(books), url=self._value["docs"], method=_METHOD)
        draft.path = self._value["path"]
        draft.source = {"table": self._table, "commit": commit}
        draft.request_example = self._example()
        at = ("paths", draft.path, _METHOD)
        line = self._line(())
        draft.lines[at] = line
        parameters = Parameters(self._page, self._marked, self._at)
        cleaner = TableCleaner(self._page, line, parameters.as_schema(self._model), draft)
        body = cleaner.schema((), (*at, "requestBody", *JSON_BODY))
        content = {"application/json": {"schema": body}}
        operation = {"requestBody": {"required": True, "content": content}}
        draft.document = {"paths": {draft.path: {_METHOD: operation}}}
        draft.notes += [self._note(key) for key in self._value if key not in _KNOWN]
        return draft.reading()

    def _check_parts(self) -> None:
        if not isinstance(self._value, dict):
            raise self._refuse((), f"{type(self._value).__name__}", "an entry is an object")
        for key, kind in _PARTS.items():
            if not isinstance(self._value.get(key), kind):
                raise self._refuse((key,), f"{key}: {self._value.get(key)!r:.60}", f"an entry has `{key}`")
        if not self._value["path"].startswith("/"):
            raise self._refuse(("path",), f"path: {self._value['path']!r}", "a path starts with a slash")
        if self._value.get("model", self._model) != self._model:
            raise self._refuse(("model",), f"model: {self._value['model']!r}", "an entry has its model's name")
        for at, text in _texts(self._value, ()):
            if _LOST.search(text):
                raise self._refuse(at, "a character that was lost or is not text", "a table is UTF-8 text")

    def _locale(self, books: Phrasebooks) -> str:
        found = _LOCALE.match(self._value["docs"])
        locale = books.locale_named(found["locale"]) if found else None
        if locale is None:
            why = f"there are phrasebooks for {sorted(books.by_locale)}"
            raise self._refuse(("docs",), "an address without a known language", why)
        return locale

    def _example(self) -> dict[str, Any]:
        example = self._value.get("example")
        if example is None:
            return {}
        if not isinstance(example, dict):
            raise self._refuse(("example",), f"example: {type(example).__name__}", "an example is a request")
        return {"model": self._model, **example}

    def _line(self, at: tuple[str, ...]) -> int:
        place = (*self._at, *at)
        while place not in self._marked.lines:
            place = place[:-1]
        return self._marked.lines[place]

    def _refuse(self, at: tuple[str, ...], what: str, why: str) -> Refused:
        return self._page.refuse(self._line(at), what, why)

    def _note(self, key: str) -> Problem:
        what = f"`{key}` in an entry"
        return Problem(self._page.name, self._line((key,)), "note", what, f"only {sorted(_KNOWN)} are read")


def _texts(value: Any, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield (*at, key), key
            yield from _texts(each, (*at, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, (*at, str(index)))
