"""What the commands do with a client that its users need not see."""

from typing import TYPE_CHECKING, Any

from evolink._calls.task import Task
from evolink._contract.requests import create_request
from evolink._http.run import run

if TYPE_CHECKING:
    from evolink import EvoLink


def submit(client: "EvoLink", request: dict[str, Any], key: str, output: str | None, *, unchecked: bool) -> Task:
    """Start a task whose files are wanted somewhere, as `evolink generate` does: the journal will know where.

    Args:
        client: The client.
        request: The model and its parameters.
        key: The idempotency key.
        output: Where the files are wanted.
        unchecked: As for `submit`.

    Raises:
        EvoLinkError: As for `submit`.
    """
    flow = client._flow  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (a friend that users need not see)
    return Task(flow, run(flow.submit(create_request(request, key, unchecked=unchecked), output)))


def task_of(client: "EvoLink", task_id: str, made: float) -> Task:
    """Read a task of which it is known when it was made, so that a service that is slow to know it is not believed.

    Args:
        client: The client.
        task_id: Its id.
        made: When it was made, Unix seconds.

    Raises:
        EvoLinkError: As for `TaskOperations.get`.
    """
    flow = client._flow  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  (a friend that users need not see)
    return Task(flow, run(flow.task(task_id, made)))
