"""Calls of the client that only the command line needs."""

from typing import TYPE_CHECKING

from evolink._calls.creation import Draft, finish_request
from evolink._calls.task import Task
from evolink._http.port import Request
from evolink._http.run import run

if TYPE_CHECKING:
    from evolink import EvoLink
    from evolink._task.flow import Flow


def upload_files(client: "EvoLink", draft: Draft) -> Request:
    """Return the request of a draft, with links to its files, which are uploaded if need be.

    Raises:
        EvoLinkError: A file can't be uploaded; nothing was charged.
        OSError: A file can't be read.
    """
    uploads = client._uploads  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (as for the flow)
    return run(finish_request(_flow_of(client), uploads.link_for, draft))


def submit(client: "EvoLink", request: Request, output: str | None) -> Task:
    """Submit a task with the path of its files, which the journal records.

    Args:
        client: The client.
        request: The request.
        output: The path of the files.

    Raises:
        EvoLinkError: As for `submit`.
    """
    flow = _flow_of(client)
    return Task(flow, run(flow.submit(request, output)))


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
