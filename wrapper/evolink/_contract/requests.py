"""The service's operations as requests; methods and paths come from the contract."""

import json
import os
import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from evolink._http.port import Request
from evolink.errors import InvalidRequest
from evolink.errors._echo import brief, listed

if TYPE_CHECKING:
    from evolink_rules import Violation

_KIND = "images"
_IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9._-]{16,96}")


def creation(request: Mapping[str, Any], idempotency_key: str | None, *, unchecked: bool) -> Request:
    """Check a create request against its model's rules and give what to send.

    Args:
        request: The parameters, `model` among them.
        idempotency_key: The caller's own key, or None for a new one.
        unchecked: Whether to send what the contract does not know, a model or parameters, and what only rules of
            ours forbid; documented limits hold nevertheless.

    Raises:
        InvalidRequest: It breaks rules; all of them are told.
    """
    from evolink_rules import models

    key = f"evolink-{os.urandom(16).hex()}" if idempotency_key is None else idempotency_key
    _refuse_if_broken(request, key, unchecked=unchecked)
    known = models().get(request["model"]) or next(info for info in models().values() if info.kind == _KIND)
    body = json.dumps(dict(request), allow_nan=False, ensure_ascii=False).encode()
    return Request("POST", known.path, body, key)


def is_id(value: object) -> bool:
    """Return whether a value can name a task in a path: not empty, no step to another folder, no hidden characters."""
    return isinstance(value, str) and bool(value.strip(".")) and value.isprintable()


def task_query(task_id: str) -> Request:
    """Return the request that reads a task.

    Raises:
        InvalidRequest: No task can have such an id.
    """
    if not is_id(task_id):
        raise InvalidRequest(f"{brief(task_id)} is no task's id; nothing was sent")
    from evolink_api.api.tasks import get_task_detail

    return _plain(get_task_detail._get_kwargs(task_id))  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (pure; the public ones send)


def credits_query() -> Request:
    """Return the request that reads the credits left."""
    from evolink_api.api.account import get_credits

    return _plain(get_credits._get_kwargs())  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (pure; the public ones send)


def _plain(kwargs: Mapping[str, Any]) -> Request:
    return Request(kwargs["method"].upper(), kwargs["url"])


def _refuse_if_broken(request: Mapping[str, Any], key: str, *, unchecked: bool) -> None:
    from evolink_rules import Violation, violations

    broken = [found for found in violations(request) if not (unchecked and _is_lifted(found))]
    if not _IDEMPOTENCY_KEY.fullmatch(key):
        told = "takes 16 to 96 characters of A-Z a-z 0-9 . _ -"
        broken.append(Violation("idempotency_key", "pattern", key, told))
    if broken:
        hint = f"\n  (unchecked=True {what})" if (what := lifted(broken)) else ""
        raise InvalidRequest(
            f"nothing was sent, the request breaks these rules:\n{listed(broken)}{hint}", violations=tuple(broken)
        )


def lifted(broken: Collection["Violation"]) -> str:
    """Return what `unchecked` does for a request that breaks rules, in words; nothing if it does nothing for it."""
    if any(map(_is_new_model, broken)):
        return "calls a model that is newer than this version, on purpose"
    unknown = [found for found in broken if found.rule == "additionalProperties"]
    return "sends parameters that are newer than this version, on purpose" if unknown else ""


def _is_lifted(found: "Violation") -> bool:
    return _is_new_model(found) or not found.documented


def _is_new_model(found: "Violation") -> bool:
    return found.field == "model" and found.rule == "enum"
