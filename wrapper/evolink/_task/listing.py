"""The service's own list of tasks. Some deployments lack it, and it may change while it is read."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from evolink._contract.task_lists import page_size
from evolink._contract.tasks import fits_in_path
from evolink._costs.words import charged
from evolink._http.port import Response
from evolink._task.answer_fields import as_moment, as_number, as_text, read_figures
from evolink._task.answers import read_body, read_error
from evolink._task.retry import read_date
from evolink.errors import ApiError, TasksNotListed
from evolink.errors._shorten import cut

_ABSENT = frozenset({404, 405, 410, 501})
_MOST_STALE = 2
"""Pages without a new task, one after the other, after which there are no more: one may only have been pushed along."""


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task as the service lists it; `client.tasks.get(row.id)` reads all of it, with its results.

    Attributes:
        id: Its ID.
        model: Its model; empty if unknown.
        created: When it was created, in Unix seconds on the service's clock; None if that can't be read.
        status: As the service has it, such as `completed`.
        type: What it makes, such as `image`; empty if unknown.
        progress: Percent done; None if unknown.
        credits_used: Credits that it has cost; None if unknown.
        raw: The whole row.
    """

    id: str
    model: str
    created: float | None
    status: str
    type: str = ""
    progress: float | None = None
    credits_used: float | None = None
    raw: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False, compare=False)

    def __str__(self) -> str:
        cost = "" if self.credits_used is None else f", {charged(self.credits_used)}"
        return f"{self.id} of {self.model or 'a model'}: {self.status}{cost}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list.

    Attributes:
        tasks: Those on it that can be read.
        total: How many there are on all pages, as the service says; None if it does not.
        rows: How many rows it has, unreadable ones among them.
        size: How many it could have.
        ahead: By how many seconds the service's clock is ahead of this machine's, as far as it says.
    """

    tasks: tuple[ListedTask, ...]
    total: int | None = None
    rows: int = 0
    size: int = 0
    ahead: float = 0.0


class TaskPages:
    """The list of tasks from its beginning, page by page, with each task once.

    What the service says of its length is believed only with a page that is not full. Tasks that are created meanwhile
    push others along, so that a page may have no new ones; a list that only repeats itself ends.

    Args:
        read: Reads a page, by its number from 1.

    Attributes:
        exhausted: Whether its end was reached.
        total: How many tasks there are, as the last page says; None if it does not.
        ahead: By how many seconds the service's clock is ahead of this machine's, as the last page says.
    """

    def __init__(self, read: Callable[[int], Awaitable[Page]]) -> None:
        self.exhausted = False
        self.total: int | None = None
        self.ahead = 0.0
        self._read = read
        self._number = 0
        self._seen: set[str] = set()
        self._stale = 0

    @property
    def complete(self) -> bool:
        """Whether every task was listed, as far as the service says how many there are."""
        return self.exhausted and (self.total is None or len(self._seen) >= self.total)

    async def next(self) -> tuple[ListedTask, ...]:
        """Return the new tasks of the next pages that have any; none if there are no more.

        Raises:
            TasksNotListed: The service has no list.
            EvoLinkError: It can't be read.
        """
        while not self.exhausted:
            self._number += 1
            found = self._new(await self._page())
            if found:
                return found
        return ()

    async def _page(self) -> Page:
        try:
            return await self._read(self._number)
        except TasksNotListed:
            if self._number == 1:
                raise
            return Page(())  # beyond its end, there is no such page

    def _new(self, page: Page) -> tuple[ListedTask, ...]:
        new = {task.id: task for task in page.tasks if task.id not in self._seen}
        self._seen |= new.keys()
        self._stale = 0 if new else self._stale + 1
        self.total = page.total if page.rows else self.total
        self.ahead = page.ahead if page.rows else self.ahead
        is_last = page.total is not None and len(self._seen) >= page.total and page.rows < page.size
        self.exhausted = not page.rows or is_last or self._stale >= _MOST_STALE
        return tuple(new.values())


def read_page(response: Response) -> Page:
    """Read a page.

    Raises:
        TasksNotListed: The service has no such list.
        ApiError: It answers with something else.
    """
    if response.status in _ABSENT:
        raise _not_listed(response)
    body = read_body(response)
    rows = body.get("data")
    if not isinstance(rows, list):
        raise _not_listed(response)
    listed = cast("list[object]", rows)
    read = [_row(cast("Mapping[str, Any]", row)) for row in listed if isinstance(row, Mapping)]
    size = _count(body.get("page_size")) or page_size()
    tasks = tuple(task for task in read if task)
    return Page(tasks, _count(body.get("total")), len(listed), size, _clock_ahead(response))


def _clock_ahead(response: Response) -> float:
    at = read_date(response.headers.get("date", ""))
    return 0.0 if at is None else at - response.received_at


def _not_listed(response: Response) -> ApiError:
    error = read_error(response)
    return TasksNotListed(
        "this service does not list its tasks; nothing was changed. Look for them on its own pages",
        status=error.status,
        code=error.code,
        request_id=error.request_id,
    )


def _row(row: Mapping[str, Any]) -> ListedTask | None:
    number = row.get("id") if fits_in_path(row.get("id")) else row.get("task_id")
    if not fits_in_path(number):
        return None
    created = row.get("created_at") if row.get("created_at") is not None else row.get("created")
    used = as_number(row.get("credits_used"))
    return ListedTask(
        str(number),
        cut(as_text(row.get("model"))),
        as_moment(created),
        cut(as_text(row.get("status")).strip().lower()) or "unknown",
        cut(as_text(row.get("type"))),
        as_number(row.get("progress")),
        read_figures(row).used if used is None or used < 0 else used,
        row,
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
