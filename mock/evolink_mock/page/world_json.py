"""The world as JSON, for the page."""

import json
from itertools import islice
from typing import Any, cast

import evolink_rules
from evolink_mock.world.account import Account
from evolink_mock.world.callbacks import Delivery
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.masking import mask_key, mask_keys
from evolink_mock.world.messages import Exchange
from evolink_mock.world.results import result_count
from evolink_mock.world.state import World
from evolink_mock.world.task import Task
from evolink_mock.world.timeline import state_at

_MAX_TASKS = 60
_MAX_ENTRIES = 100
_MAX_TEXT = 4_000  # characters of a body
_MAX_JSON = 1 << 20  # bytes of a body that is parsed to be indented


def world_as_json(world: World, now: float, *, after: int) -> dict[str, Any]:
    """Return the keys, the newest tasks and callbacks, and the exchanges after a number, newest first."""
    exchanges = islice(reversed(world.request_log), _MAX_ENTRIES)
    return {
        "now": now,
        "keys": [_key(account) for account in world.accounts.values()],
        "tasks": [_task(task, now) for task in islice(reversed(world.tasks.values()), _MAX_TASKS)],
        "exchanges": mask_keys([_exchange(each) for each in exchanges if each.number > after], world.accounts),
        "deliveries": [_delivery(each) for each in islice(reversed(world.deliveries), _MAX_ENTRIES)],
    }


def _key(account: Account) -> dict[str, Any]:
    return {
        "key": mask_key(account.api_key),
        "handle": account.handle,
        "unlimited": account.granted is None,
        "granted": account.granted,
        "remaining": account.remaining,
        "reserved": account.reserved,
        "used": account.used,
    }


def _task(task: Task, now: float) -> dict[str, Any]:
    current, timeline = state_at(task.timeline, now), task.timeline
    shown = range(result_count(task) if now >= timeline.links_at else 0)
    return {
        "id": task.id,
        "model": task.model.name,
        "request": _shortened(task.request),
        "created": timeline.created,
        "status": current.status,
        "progress": current.progress,
        "failure": timeline.story.failure if now >= timeline.ends_at else None,
        "credits": task.reserved,
        "results": [
            {
                "url": f"/files/{task.id}/{place}.{task.format}",
                "kind": task.operation.kind,
                "thumbnail": f"/_mock/thumbnails/{task.id}/{place}" if task.kind.thumbnail else None,
            }
            for place in shown
        ],
    }


def _exchange(entry: Exchange) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at,
        "method": entry.request.method,
        "path": entry.request.path,
        "status": entry.response.status,
        "fault": entry.response.fault,
        "prefer": entry.request.headers.get("prefer", ""),
        "request": _text(entry.request.body, entry.request.headers.get("content-type", "application/json")),
        "response": _text(entry.response.body, entry.response.headers.get("content-type", "")),
        "type": entry.response.headers.get("content-type", ""),
    }


def _delivery(entry: Delivery) -> dict[str, Any]:
    callback = entry.callback
    return {
        "at": callback.due,
        "task": callback.task.id,
        "url": callback.url,
        "attempt": callback.attempt,
        "status": entry.outcome.status,
        "problem": entry.outcome.problem,
        "taken": entry.outcome.taken,
    }


def _shortened(value: Any) -> Any:
    """Return a value whose texts are no longer than the page shows: some are whole files."""
    match value:
        case str():
            return value[:_MAX_TEXT]
        case dict():
            return {name: _shortened(each) for name, each in cast("dict[str, Any]", value).items()}
        case list():
            return [_shortened(each) for each in cast("Any", value)]
        case _:
            return value


def _text(body: bytes, media_type: str) -> str:
    """Return a body as text, indented if it is JSON; of the bytes of a file, how many they are."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind.partition("/")[0] in {*KINDS, "multipart"} or b"\0" in body[:_MAX_TEXT]:
        return f"{kind}, {len(body):,} bytes" if body else ""
    try:
        value = json.loads(body) if len(body) <= _MAX_JSON else None
    except (ValueError, RecursionError):
        value = None
    if value is None or evolink_rules.is_too_deep(value):
        return body[:_MAX_TEXT].decode("utf-8", "replace")
    return json.dumps(_shortened(value), ensure_ascii=False, indent=2)[:_MAX_TEXT]
