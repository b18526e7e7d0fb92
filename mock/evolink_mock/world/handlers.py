"""What each operation of the contract does: those of tasks by their form, others by their operationId."""

from collections.abc import Callable, Mapping
from functools import cache

from evolink_mock.world.answers import credits_left, moment_of, task_detail
from evolink_mock.world.contract import Operation, operations
from evolink_mock.world.create import create
from evolink_mock.world.files import links
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.messages import RefusedError, Response, json_response
from evolink_mock.world.task_lists import list_models, list_tasks, query_tasks
from evolink_mock.world.upload_handlers import (
    delete_file,
    list_files,
    read_quota,
    upload_base64,
    upload_link,
    upload_stream,
)

_OTHERS: Mapping[str, Callable[[Invocation], Response]] = {
    "uploadFileStream": upload_stream,
    "uploadFileBase64": upload_base64,
    "uploadFileUrl": upload_link,
    "listFiles": list_files,
    "getFileQuota": read_quota,
    "deleteFile": delete_file,
    "listTasks": list_tasks,
    "queryTaskBatch": query_tasks,
    "listModels": list_models,
}

Handler = Callable[[Invocation], Response]


@cache
def handlers() -> Mapping[str, Handler]:
    """Return the handler of each operation by its operationId."""
    reading = {operation.link for operation in operations()}
    return {operation.id: _choose(operation, reading) for operation in operations()}


def _choose(operation: Operation, reading: set[str]) -> Handler:
    if operation.models and operation.kind in KINDS:
        return create
    if operation.id in reading:
        return _read_task
    if "token" in operation.answer.get("properties", {}).get("data", {}).get("properties", {}):
        return _read_credits
    return _OTHERS.get(operation.id, _refuse_unimplemented)


def _read_task(call: Invocation) -> Response:
    (task_id,) = call.arguments.values()
    task = call.world.tasks.get(task_id)
    if task is None or task.account is not call.account:
        memory = call.world.memory
        raise RefusedError(404, f"The task is gone: {memory.apology}." if memory.has_forgotten(task_id) else "")
    base, speed, latest = call.base_url, call.world.speed, call.world.latest
    moment = (moment_of(task, call.now), base, speed)
    return latest.find(task_id, moment) or latest.keep(
        task_id, moment, json_response(200, task_detail(task, lambda: links(base, task), call.now, speed))
    )


def _read_credits(call: Invocation) -> Response:
    return json_response(200, credits_left(call.account))


def _refuse_unimplemented(_call: Invocation) -> Response:
    raise RefusedError(501)
