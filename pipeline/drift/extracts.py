"""Compares two extracts of one page and returns every changed fact in oasdiff's vocabulary. Pure."""

from collections.abc import Iterator
from typing import Any

from pipeline.drift.differences import same
from pipeline.drift.rules import ABSENT
from pipeline.drift.schema import Change, Pair, keyword_changes, requirement_changes, schema_changes, union
from pipeline.merging.agreement import Stated
from pipeline.reading.structure import SERVER

_OPERATION = frozenset({"parameters", "requestBody", "responses", "servers"})
_ROOT = frozenset({"openapi", "info", "paths", "components", "security", "x-evolink-page"})
_SUCCESS = "2"


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Return every change between two extracts of one page, in the order of the page's parts."""
    pair = Pair(Stated(old["x-evolink-page"], (), old), Stated(new["x-evolink-page"], (), new), "api")
    return [*_paths(pair), *keyword_changes(pair, _ROOT), *_security(pair), *_components(pair), *_extensions(pair)]


def _paths(pair: Pair) -> Iterator[Change]:
    old_paths, new_paths = pair.values("paths", {})
    for path, method in union(_operations(old_paths), _operations(new_paths)):
        at = ("paths", path, method)
        old, new = old_paths.get(path, {}).get(method), new_paths.get(path, {}).get(method)
        name = f"{method.upper()} {path}"
        if new is None:
            what = "api" if path in new_paths else "api-path"
            how = "with" if old.get("deprecated") else "without"
            id_ = f"{what}-removed-{how}-deprecation"
            yield pair.change(id_, *at, effect="narrows", breaking=True, values=(name, ABSENT))
        elif old is None:
            yield pair.change("endpoint-added", *at, effect="widens", breaking=False, values=(ABSENT, name))
        else:
            yield from _operation(pair.child(*at, subject="endpoint"))


def _operations(paths: dict[str, Any]) -> list[tuple[str, str]]:
    return [(path, method) for path, item in paths.items() for method in item]


def _operation(pair: Pair) -> Iterator[Change]:
    yield from keyword_changes(pair, _OPERATION)
    yield from _servers(pair)
    yield from _parameters(pair)
    yield from _request(pair)
    yield from _answers(pair)


def _servers(pair: Pair) -> Iterator[Change]:
    old, new = ([each["url"] for each in said] for said in pair.values("servers", [{"url": SERVER}]))
    yield from _named(pair, "api-server", "servers", old, new)


def _named(pair: Pair, stem: str, at: str, old: list[str], new: list[str]) -> Iterator[Change]:
    """Return names that went, which breaks those who use them, and names that came."""
    for name in union(old, new):
        if (name in old) == (name in new):
            continue
        added = name in new
        id_ = f"{stem}-{'added' if added else 'removed'}"
        values = (ABSENT, name) if added else (name, ABSENT)
        yield pair.change(id_, at, effect="widens" if added else "narrows", breaking=not added, values=values)


def _extensions(pair: Pair) -> Iterator[Change]:
    """Return the keys of the page's own that start with `x-`: what they mean is not known."""
    old, new = (stated.page.get("extensions", {}) for stated in (pair.old, pair.new))
    for place in union(old, new):
        was, now = old.get(place, ABSENT), new.get(place, ABSENT)
        if same(was, now):
            continue
        action = "added" if was is ABSENT else "removed" if now is ABSENT else "changed"
        id_ = f"api-extension-{action}"
        yield pair.change(id_, *place.split("."), effect="none", breaking=False, warns=True, values=(was, now))


def _parameters(pair: Pair) -> Iterator[Change]:
    old, new = (_by_name(stated) for stated in (pair.old, pair.new))
    for key in union(old, new):
        title = " ".join(key)
        steps = ("parameters", (new.get(key) or old[key]).at[-1], "schema")
        if key not in new:
            id_ = "request-parameter-removed"
            yield pair.change(id_, *steps, effect="narrows", breaking=True, values=(title, ABSENT))
        elif key not in old:
            required = new[key].node["required"]
            kind = "path" if key[0] == "path" else "required" if required else "optional"
            id_ = "new-request-path-parameter" if kind == "path" else f"new-{kind}-request-parameter"
            yield pair.change(id_, *steps, effect="widens", breaking=required, values=(ABSENT, title))
        else:
            inner = Pair(old[key], new[key], "request-parameter")
            yield from requirement_changes(inner, was=old[key].node["required"], now=new[key].node["required"])
            yield from schema_changes(inner.child("schema"))


def _by_name(operation: Stated) -> dict[tuple[str, str], Stated]:
    parameters = operation.node.get("parameters", [])
    return {
        (each["in"], each["name"]): Stated(operation.page, (*operation.at, "parameters", str(index)), each)
        for index, each in enumerate(parameters)
    }


def _request(pair: Pair) -> Iterator[Change]:
    old, new = pair.values("requestBody", None)
    if old is None or new is None:
        if new is not None:
            id_ = f"request-body-added-{'required' if new['required'] else 'optional'}"
            yield pair.change(id_, "requestBody", effect="widens", breaking=new["required"], values=(ABSENT, "body"))
        elif old is not None:
            yield pair.change("request-body-removed", "requestBody", effect="narrows", breaking=True,
                              values=("body", ABSENT))  # fmt: skip
        return
    body = pair.child("requestBody", subject="request-body")
    yield from requirement_changes(body, was=old["required"], now=new["required"])
    yield from _content(body)


def _answers(pair: Pair) -> Iterator[Change]:
    old, new = pair.values("responses", {})
    for status in union(old, new):
        kind = "success" if status.startswith(_SUCCESS) else "non-success"
        steps = ("responses", status)
        if status not in new:
            yield pair.change(f"response-{kind}-status-removed", *steps, effect="narrows",
                              breaking=kind == "success", values=(status, ABSENT))  # fmt: skip
        elif status not in old:
            yield pair.change(f"response-{kind}-status-added", *steps, effect="widens", breaking=False,
                              values=(ABSENT, status))  # fmt: skip
        else:
            inner = pair.child(*steps, subject="response")
            yield from _answer(Pair(inner.old, inner.new, "response", "response"))


def _answer(pair: Pair) -> Iterator[Change]:
    yield from keyword_changes(pair, frozenset({"description", "content"}))
    yield from _content(pair)


def _content(pair: Pair) -> Iterator[Change]:
    """Compare a body's media types and their schemas."""
    old, new = pair.values("content", {})
    for name in union(old, new):
        if name in old and name in new:
            yield from schema_changes(pair.child("content", name, "schema", subject=f"{pair.side}-body"))
            continue
        added = name in new
        id_ = f"{pair.subject}-media-type-{'added' if added else 'removed'}"
        values = (ABSENT, name) if added else (name, ABSENT)
        yield pair.change(id_, effect="widens" if added else "narrows", breaking=not added, values=values)


def _security(pair: Pair) -> Iterator[Change]:
    said = pair.values("security", [])
    old, new = ([name for each in choices for name in each] for choices in said)
    yield from _named(pair, "api-global-security", "security", old, new)
    enough = not said[1] or any(set(now) <= set(was) for was in said[0] for now in said[1])
    if said[0] and not enough and set(old) <= set(new):
        yield pair.change("api-global-security-all-required", "security", effect="narrows", breaking=True, values=said)


def _components(pair: Pair) -> Iterator[Change]:
    old, new = pair.values("components", {})
    for group, name in union(_operations(old), _operations(new)):
        at = ("components", group, name)
        what = "api-schema" if group == "schemas" else "api-security-component"
        was, now = name in old.get(group, {}), name in new.get(group, {})
        if was != now:
            values = (ABSENT, name) if now else (name, ABSENT)
            yield pair.change(f"{what}-{'added' if now else 'removed'}", *at, effect="none", breaking=False,
                              values=values)  # fmt: skip
        elif group == "schemas":
            inner = pair.child(*at)
            yield from schema_changes(Pair(inner.old, inner.new, "response-property", "response"))
        else:
            yield from keyword_changes(pair.child(*at, subject=what), frozenset())
