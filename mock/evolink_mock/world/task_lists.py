"""Reads many tasks at once: the list of a key's tasks, the query of several, and the list of models."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from evolink_mock.world.answers import task_detail
from evolink_mock.world.body import read_object
from evolink_mock.world.contract import operations
from evolink_mock.world.files import links
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.messages import Response, json_response
from evolink_mock.world.pages import page_of
from evolink_mock.world.parameters import Parameter
from evolink_mock.world.settlement import charged
from evolink_mock.world.strays import ignored_parameters
from evolink_mock.world.task import Task
from evolink_mock.world.timeline import state_at

_INCLUDED = {"processing": ("pending", "processing")}
"""Which statuses a filter means, where it means more than the one it names."""


def list_tasks(call: Invocation) -> Response:
    """List the tasks of the key, newest first."""
    page = page_of(call.query)
    tasks = list(_matching(call))
    rows = [_row(task, call.now) for task in tasks[page.part]]
    return json_response(200, {"data": rows, "total": len(tasks), "page": page.number, "page_size": page.size})


def query_tasks(call: Invocation) -> Response:
    """Answer for several tasks as the task query does for one; those that the key does not have are left out."""
    request = Parameter("body", call.operation.body).check(read_object(call.request))
    asked = (call.world.tasks.get(task_id) for task_id in dict.fromkeys(request["task_ids"]))
    own = (task for task in asked if task and task.account is call.account)
    rows = [task_detail(task, partial(links, call.base_url, task), call.now, call.world.speed) for task in own]
    ignored = ignored_parameters(request, call.operation.body["properties"], call.operation.path)
    return replace(json_response(200, {"data": rows}), ignored=ignored)


def list_models(call: Invocation) -> Response:
    """List the models that the key may use."""
    allowed = call.account.models
    known = {model.name: operation.kind for operation in operations() for model in operation.models.values()}
    rows = [
        {"id": name, "object": "model", "created": 0, "owned_by": "evolink", "type": kind}
        for name, kind in sorted(known.items())
        if allowed is None or name in allowed
    ]
    return json_response(200, {"object": "list", "data": rows})


def _matching(call: Invocation) -> Iterator[Task]:
    status, kind, model = (call.query.get(name) for name in ("status", "type", "model"))
    named = {model, *(known.name for each in operations() if (known := each.models.get(str(model))))}
    statuses = _INCLUDED.get(str(status), (status,))
    for task in reversed(call.world.tasks.values()):
        if (
            task.account is call.account
            and (kind is None or task.operation.kind == kind)
            and (model is None or task.model.name in named)
            and (status is None or state_at(task.timeline, call.now).status in statuses)
        ):
            yield task


def _row(task: Task, now: float) -> dict[str, Any]:
    current = state_at(task.timeline, now)
    return {
        "id": task.id,
        "task_id": task.id,
        "created_at": int(task.timeline.created),
        "model": task.model.name,
        "type": task.operation.kind,
        "status": current.status,
        "progress": current.progress,
        "credits_used": charged(task) if now >= task.timeline.ends_at else 0,
    }
