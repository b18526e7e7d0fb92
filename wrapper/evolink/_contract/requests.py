"""The requests that the client sends; methods and paths come from the contract."""

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from evolink._contract.kinds import Kind, find_kind_of_model
from evolink._contract.models import find_model, violations
from evolink._contract.operations import operation
from evolink._contract.tasks import fits_in_path
from evolink._http.port import Request, Slot
from evolink.errors import InvalidRequest
from evolink.errors._shorten import indented_list, short_repr

if TYPE_CHECKING:
    from evolink_rules import Violation

_AS_IT_IS = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]*")
"""IDs that stand in a path as they are, as nearly all do."""
_IDEMPOTENCY_KEY = re.compile(r"[A-Za-z0-9._-]{16,96}")


_ELSEWHERE = {
    "timeout": "generate, or of wait after submit",
    "on_progress": "generate, or of wait after submit",
    "save_to": "generate; after submit, wait().save(...) saves the results",
    "overwrite": "generate, or of save",
    "idempotency_key": "submit and generate",
}
"""Arguments of the client that a request can't have, and what has them."""


def create_request(
    parameters: Mapping[str, Any], idempotency_key: str | None, *, unchecked: bool, kind: Kind | None = None
) -> Request:
    """Check a create request against its model's rules and return what to send.

    Args:
        parameters: Its parameters, `model` among them.
        idempotency_key: The caller's own key, or None for a new one.
        unchecked: Whether to send what the contract does not know, a model or parameters, and what only rules of
            ours forbid; documented limits hold nevertheless.
        kind: What its results must be; whatever the model makes if None.

    Raises:
        InvalidRequest: It breaks rules; the error names all of them.
    """
    key = new_key() if idempotency_key is None else idempotency_key
    refuse_if_broken(parameters, key, violations(parameters), unchecked=unchecked, kind=kind)
    return checked_request(parameters["model"], body_of(parameters), key, kind)


def new_key() -> str:
    """Return a name for a call that no other call has."""
    return f"evolink-{os.urandom(16).hex()}"


def body_of(parameters: Mapping[str, Any]) -> bytes:
    """Return the body of a create request."""
    return json.dumps(dict(parameters), allow_nan=False, ensure_ascii=False).encode()


def checked_request(model: str, body: bytes, idempotency_key: str, kind: Kind | None = None) -> Request:
    """Return a create request that was checked earlier.

    Args:
        model: The model it runs.
        body: Its parameters as JSON.
        idempotency_key: The key to send it under.
        kind: What the model makes, if the contract does not know it.
    """
    known = find_model(model)
    return Request(
        "POST",
        known.path if known else operation((kind or find_kind_of_model(model)).name).path,
        body,
        idempotency_key,
        slot=Slot.CREATE,
    )


def task_request(task_id: str) -> Request:
    """Return the request that reads a task.

    Raises:
        InvalidRequest: No task can have such an ID.
    """
    if not isinstance(task_id, str):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise InvalidRequest(
            f"{short_repr(task_id)} is not a valid task ID, which is text, such as task.id; nothing was sent"
        )
    if not fits_in_path(task_id):
        raise InvalidRequest(f"{short_repr(task_id)} is not a valid task ID; nothing was sent")
    method, path = operation("task")
    return Request(method, path.format(task_id=task_id if _AS_IT_IS.fullmatch(task_id) else quote(task_id, safe="")))


def credits_request() -> Request:
    """Return the request that reads the credits left."""
    return Request(*operation("credits"))


def refuse_if_broken(
    parameters: Mapping[str, Any], key: str, found: "Iterable[Violation]", *, unchecked: bool, kind: Kind | None
) -> None:
    """Raise what is wrong with a create request.

    Args:
        parameters: Its parameters.
        key: The key to send it under.
        found: The rules that it breaks.
        unchecked: As for `create_request`, like the next.
        kind: What its results must be.

    Raises:
        InvalidRequest: It breaks rules that are not lifted, or its key or its kind is wrong.
    """
    broken = [*_wrong_kind(parameters.get("model"), kind)]
    broken += [_explained(each) for each in found if not (unchecked and _is_lifted(each))]
    if not isinstance(key, str) or not _IDEMPOTENCY_KEY.fullmatch(key):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        broken.append(_wrong_key(key))
    if broken:
        hint = f"\n  (unchecked=True {effect})" if (effect := effect_of_unchecked(broken)) else ""
        raise InvalidRequest(
            f"nothing was sent; the request breaks these rules:\n{indented_list(broken)}{hint}",
            violations=tuple(broken),
        )


def _wrong_kind(model: object, kind: Kind | None) -> Iterator["Violation"]:
    """Yield a violation if a known model makes something else: sent all the same, it would be charged."""
    from evolink_rules import Violation

    known = find_model(model)
    if known and kind and known.kind != kind.name:
        yield Violation("model", "kind", model, f"makes {known.kind}, not {kind.name}: use client.{known.kind}")


def _explained(found: "Violation") -> "Violation":
    """Return a violation; of a parameter that is an argument of other calls, with what those are."""
    where = _ELSEWHERE.get(found.field) if found.rule == "additionalProperties" else None
    return replace(found, message=f"not a parameter of a model, but an argument of {where}") if where else found


def _wrong_key(key: str) -> "Violation":
    from evolink_rules import Violation

    return Violation("idempotency_key", "pattern", key, "must have 16 to 96 characters of A-Z a-z 0-9 . _ -")


def effect_of_unchecked(broken: Collection["Violation"]) -> str:
    """Return a phrase for what `unchecked` does for a request that breaks rules; empty if it changes nothing."""
    if any(map(_is_new_model, broken)):
        return "allows a model that is newer than this version"
    unknown = [found for found in broken if found.rule == "additionalProperties"]
    return "allows parameters that are newer than this version" if unknown else ""


def _is_lifted(found: "Violation") -> bool:
    return _is_new_model(found) or not found.documented  # our own rule, or one that a newer source has changed


def _is_new_model(found: "Violation") -> bool:
    return found.field == "model" and found.rule == "enum"
