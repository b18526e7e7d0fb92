"""The service's own list of tasks. It is not documented, and some deployments lack it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from evolink._contract.tasks import fits_in_path
from evolink._http.port import Request, Response
from evolink._task.answer_fields import as_moment
from evolink._task.answers import read_body, read_error
from evolink.errors import ApiError, TasksNotListed

PAGE_SIZE = 50
_ABSENT = frozenset({404, 405, 410, 501})


@dataclass(frozen=True, slots=True)
class Listed:
    """A task as the service lists it.

    Attributes:
        id: Its ID.
        model: Its model; empty if unknown.
        created: When it was created, in Unix seconds on the service's clock; None if that can't be read.
        status: As the service has it.
    """

    id: str
    model: str
    created: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list.

    Attributes:
        tasks: Those on it that can be read.
        total: How many there are on all pages; None if unknown.
    """

    tasks: tuple[Listed, ...]
    total: int | None


def list_request(page: int) -> Request:
    """Return the request for a page, from 1. No page of the documentation has its path."""
    return Request("GET", f"/v1/tasks?page={page}&page_size={PAGE_SIZE}")


def read_page(response: Response) -> Page:
    """Read a page.

    Raises:
        TasksNotListed: The service has no such list.
        ApiError: It answers with something else.
    """
    if response.status in _ABSENT:
        raise _not_listed(response)
    body = read_body(response)
    rows, total = body.get("data"), body.get("total")
    if not isinstance(rows, list):
        raise _not_listed(response)
    read = [_row(cast("Mapping[str, Any]", row)) for row in cast("list[object]", rows) if isinstance(row, Mapping)]
    known = total if isinstance(total, int) and not isinstance(total, bool) else None
    return Page(tuple(task for task in read if task), known)


def _not_listed(response: Response) -> ApiError:
    error = read_error(response)
    return TasksNotListed(
        "this service does not list its tasks: nothing was changed; look at its own pages, then settle each call",
        status=error.status,
        code=error.code,
        request_id=error.request_id,
    )


def _row(row: Mapping[str, Any]) -> Listed | None:
    number = row.get("id") if fits_in_path(row.get("id")) else row.get("task_id")
    if not fits_in_path(number):
        return None
    created = row.get("created_at") if row.get("created_at") is not None else row.get("created")
    return Listed(str(number), str(row.get("model") or ""), as_moment(created), str(row.get("status") or "unknown"))
