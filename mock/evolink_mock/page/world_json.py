"""The world as JSON, for the page."""

from itertools import islice
from typing import Any

from evolink_mock.page.exchange_json import exchange_json, shortened
from evolink_mock.world.account import Account
from evolink_mock.world.callbacks import Delivery
from evolink_mock.world.masking import mask_key, mask_keys
from evolink_mock.world.results import result_count
from evolink_mock.world.settlement import charged
from evolink_mock.world.state import World
from evolink_mock.world.task import Task
from evolink_mock.world.timeline import state_at

_MAX_TASKS = 60
_MAX_ENTRIES = 100


def world_as_json(world: World, now: float, *, after: int) -> dict[str, Any]:
    """Return the keys, the newest tasks and callbacks, and the exchanges after a number, newest first."""
    exchanges = islice(reversed(world.request_log), _MAX_ENTRIES)
    return {
        "now": now,
        "keys": [_key(account) for account in world.accounts.values()],
        "tasks": [_task(task, now) for task in islice(reversed(world.tasks.values()), _MAX_TASKS)],
        "exchanges": mask_keys(
            [exchange_json(each, world.leniency) for each in exchanges if each.number > after], world.accounts
        ),
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
        "request": shortened(task.request),
        "created": timeline.created,
        "status": current.status,
        "progress": current.progress,
        "failure": timeline.story.failure if now >= timeline.ends_at else None,
        "credits": charged(task) if now >= timeline.ends_at else task.reserved,
        "results": [
            {
                "url": f"/files/{task.id}/{place}.{task.format}",
                "kind": task.operation.kind,
                "thumbnail": f"/_mock/thumbnails/{task.id}/{place}" if task.kind.thumbnail else None,
            }
            for place in shown
        ],
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
