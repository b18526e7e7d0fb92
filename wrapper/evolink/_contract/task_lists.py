"""The requests that read many tasks at once: the list of them, and several by their IDs."""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from evolink._contract.invalid import invalid
from evolink._contract.kinds import KINDS
from evolink._contract.operations import body_schema, operation, url_schema
from evolink._http.port import Request

_USUAL = 50
"""Tasks on a page, and in one query, where the contract has no limit."""


def task_filters(status: str | None, kind: str | None, model: str | None) -> dict[str, str]:
    """Return the filters of a list of tasks as the service names them.

    Raises:
        InvalidRequest: There is no such status or kind.
    """
    given = {"status": status, "type": None if kind is None else _type_of(kind), "model": model}
    statuses: Sequence[str] = url_schema("tasks", "status").get("enum", ())
    if status is not None and statuses and status not in statuses:
        raise invalid("status", "enum", status, f"must be one of {', '.join(statuses)}")
    if model is not None and not (isinstance(model, str) and model.strip()):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise invalid("model", "type", model, "must be the name of a model")
    return {name: value for name, value in given.items() if value is not None}


def page_size() -> int:
    """Return how many tasks a page of the list may have."""
    return int(url_schema("tasks", "page_size").get("maximum", _USUAL))


def list_request(page: int, filters: Mapping[str, str]) -> Request:
    """Return the request for a page of the list, from 1."""
    method, path = operation("tasks")
    return Request(method, f"{path}?{urlencode({**filters, 'page': page, 'page_size': page_size()})}")


def most_in_query() -> int:
    """Return how many tasks one query may ask for."""
    return int(body_schema("many")["properties"]["task_ids"].get("maxItems", _USUAL))


def query_request(task_ids: Sequence[str]) -> Request:
    """Return the request that reads several tasks by their IDs, each once."""
    method, path = operation("many")
    return Request(method, path, json.dumps({"task_ids": list(dict.fromkeys(task_ids))}).encode())


def _type_of(kind: str) -> str:
    """Return what the service calls a kind, which may be named `videos` or `video`."""
    for known in KINDS.values():
        if kind in {known.name, known.noun}:
            return known.noun
    raise invalid("kind", "enum", kind, f"must be one of {', '.join(KINDS)}")
