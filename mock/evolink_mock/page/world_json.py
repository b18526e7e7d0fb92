"""The world as JSON, for the page: what changed since it looked last."""

import json
from itertools import islice
from typing import Any

from evolink_mock.world.account import Account
from evolink_mock.world.callbacks import Delivery
from evolink_mock.world.messages import Exchange
from evolink_mock.world.results import image_count
from evolink_mock.world.state import World
from evolink_mock.world.task import Task
from evolink_mock.world.timeline import state_at

_MAX_TASKS = 60
_MAX_LINES = 100
_MAX_TEXT = 4_000  # characters of a body


def world_as_json(world: World, now: float, *, after: int) -> dict[str, Any]:
    """Return keys, the newest tasks and callbacks, and the exchanges beyond a number, newest first."""
    exchanges = islice(reversed(world.request_log), _MAX_LINES)
    return {
        "now": now,
        "keys": [_key(account) for account in world.accounts.values()],
        "tasks": [_task(task, now) for task in islice(reversed(world.tasks.values()), _MAX_TASKS)],
        "exchanges": [_exchange(each) for each in exchanges if each.number > after],
        "deliveries": [_delivery(each) for each in islice(reversed(world.deliveries), _MAX_LINES)],
    }


def _key(account: Account) -> dict[str, Any]:
    return {
        "key": account.api_key,
        "unlimited": account.granted is None,
        "granted": account.granted,
        "remaining": account.remaining,
        "reserved": account.reserved,
        "used": account.used,
    }


def _task(task: Task, now: float) -> dict[str, Any]:
    current, timeline = state_at(task.timeline, now), task.timeline
    shown = range(image_count(task.request) if now >= timeline.links_at else 0)
    return {
        "id": task.id,
        "model": task.model.name,
        "request": task.request,
        "created": timeline.created,
        "status": current.status,
        "progress": current.progress,
        "failure": timeline.story.failure if now >= timeline.ends_at else None,
        "credits": task.reserved,
        "files": [f"/files/{task.id}/{place}.{task.format}" for place in shown],
        "thumbnails": [f"/_mock/thumbnails/{task.id}/{place}" for place in shown],
    }


def _exchange(line: Exchange) -> dict[str, Any]:
    return {
        "number": line.number,
        "at": line.at,
        "method": line.request.method,
        "path": line.request.path,
        "status": line.response.status,
        "fault": line.response.fault,
        "prefer": line.request.headers.get("prefer", ""),
        "request": _text(line.request.body, "application/json"),
        "response": _text(line.response.body, line.response.headers.get("content-type", "")),
        "type": line.response.headers.get("content-type", ""),
    }


def _delivery(line: Delivery) -> dict[str, Any]:
    callback = line.callback
    return {
        "at": callback.due,
        "task": callback.task.id,
        "url": callback.url,
        "attempt": callback.attempt,
        "status": line.outcome.status,
        "problem": line.outcome.problem,
        "taken": line.outcome.taken,
    }


def _text(body: bytes, media_type: str) -> str:
    """Show a body as text, laid out if it is JSON; bytes of a picture stay away."""
    if media_type.startswith("image/"):
        return ""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)[:_MAX_TEXT]
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")[:_MAX_TEXT]
