"""Calls of the client that only the command line needs."""

from typing import TYPE_CHECKING, Any

from evolink._calls.task import Task
from evolink._contract.requests import create_request
from evolink._http.run import run

if TYPE_CHECKING:
    from evolink import EvoLink
    from evolink._contract.kinds import Kind
    from evolink._task.flow import Flow


def submit(
    client: "EvoLink",
    request: dict[str, Any],
    key: str,
    output: str | None,
    *,
    unchecked: bool,
    kind: "Kind | None" = None,
) -> Task:
    """Submit a task with the path of its files, which the journal records.

    Args:
        client: The client.
        request: The model and its parameters.
        key: The idempotency key.
        output: The path of the files.
        unchecked: As for `submit`.
        kind: What the model makes, if the contract does not know it.

    Raises:
        EvoLinkError: As for `submit`.
    """
    flow = _flow_of(client)
    return Task(flow, run(flow.submit(create_request(request, key, unchecked=unchecked, kind=kind), output)))


def get_task(client: "EvoLink", task_id: str, created: float) -> Task:
    """Read a task. For a new one, retry if the service does not know it yet.

    Args:
        client: The client.
        task_id: Its ID.
        created: When it was created, in Unix seconds.

    Raises:
        EvoLinkError: As for `TaskOperations.get`.
    """
    flow = _flow_of(client)
    return Task(flow, run(flow.get_task(task_id, created)))


def _flow_of(client: "EvoLink") -> "Flow":
    return client._flow  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (the command line belongs to the package)
