"""The service's list of tasks, page by page, however odd its pages are."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evolink._contract.task_lists import list_request, task_filters
from evolink._http.port import Response
from evolink._http.run import run
from evolink._task.listing import ListedTask, Page, TaskPages, read_page
from evolink.errors import InvalidRequest, ServiceError, TasksNotListed

Read = Callable[[int], Page]


def page(*names: str, total: int | None = None, size: int = 3, rows: int | None = None) -> Page:
    tasks = tuple(ListedTask(name, "m", None, "completed") for name in names)
    return Page(tasks, total, len(names) if rows is None else rows, size)


def listed(read: Read, most: int = 20) -> tuple[str, int, TaskPages]:
    """Return the names of the tasks that pages have, how many pages were read, and the pages."""
    asked: list[int] = []

    async def one(number: int) -> Page:
        asked.append(number)
        assert len(asked) <= most, "it never ends"
        return read(number)

    pages, found = TaskPages(one), list[str]()
    while new := run(pages.next()):
        found += [task.id for task in new]
    return "".join(found), len(asked), pages


def of(*pages: Page) -> Read:
    return lambda number: pages[number - 1] if number <= len(pages) else page()


def repeating(_number: int) -> Page:
    return page(*"abc", total=50)


def absent(number: int) -> Page:
    if number > 1:
        raise TasksNotListed("no such page", status=404)
    return page(*"abc")


@pytest.mark.parametrize(("read", "found", "asked", "complete"), [
    (of(page(*"abc", total=4), page("d", total=4)), "abcd", 2, True),
    (of(page(total=0)), "", 1, True),
    (of(page(*"abc"), page("d")), "abcd", 3, True),
    (of(page(*"abc", total=1), page(*"def", total=1)), "abcdef", 3, True),
    (of(page(*"abc", total=99), page("d", total=99)), "abcd", 3, False),
    (of(page(*"ab", total=2, size=2), page(*"cd", total=2, size=2)), "abcd", 3, True),
    (of(page(*"abc", total=6), page(*"abc", total=6), page(*"def", total=6)), "abcdef", 4, True),
    (of(page(*"abc", total=5), page(*"bcd", total=6), page("e", total=6)), "abcde", 4, False),
    (repeating, "abc", 3, False),
    (of(page(rows=3, total=4), page("d", total=4)), "d", 3, False),
    (absent, "abc", 2, True),
])  # fmt: skip
def test_pages(read: Read, found: str, asked: int, *, complete: bool) -> None:
    """Each task comes once, and no wrong total, repeated page or new task cuts the list short or makes it endless."""
    names, number, pages = listed(read)
    assert (names, number, pages.complete) == (found, asked, complete)


def test_next_page_is_read_when_asked_for() -> None:
    """A page is read when its first task is asked for."""
    asked: list[int] = []

    async def read(number: int) -> Page:
        asked.append(number)
        return page(*"abc", total=6)

    pages = TaskPages(read)
    assert asked == []
    run(pages.next())
    assert asked == [1]


ROW = {"id": "task-1", "created_at": 5, "model": "m", "status": "Completed", "type": "image", "credits_used": 2.5}


@pytest.mark.parametrize(("row", "expected"), [
    (ROW, ListedTask("task-1", "m", 5.0, "completed", "image", None, 2.5)),
    ({"task_id": "task-1"}, ListedTask("task-1", "", None, "unknown")),
    ({"id": "task-1", "credits_used": -1, "progress": "x", "model": {}, "status": None},
     ListedTask("task-1", "", None, "unknown")),
    ({"id": "task-1", "usage": {"credits_used": 3}}, ListedTask("task-1", "", None, "unknown", credits_used=3.0)),
    ({"id": 5}, None), ({"id": ""}, None), ("task-1", None), (None, None),
])  # fmt: skip
def test_rows(row: Any, expected: ListedTask | None) -> None:
    """A row is read as far as it can be; one without an ID is left out, and counted."""
    read = read_page(Response(200, {}, json.dumps({"data": [row], "total": "many"}).encode(), 0.0))
    assert (read.tasks, read.rows, read.total) == ((expected,) if expected else (), 1, None)


@pytest.mark.parametrize(("status", "body", "error"), [
    (404, b"", TasksNotListed), (501, b"{}", TasksNotListed), (200, b"<html>", TasksNotListed),
    (200, b'{"data": {}}', TasksNotListed), (503, b"", ServiceError),
])  # fmt: skip
def test_no_list(status: int, body: bytes, error: type[Exception]) -> None:
    """A service without a list is named as such."""
    with pytest.raises(error):
        read_page(Response(status, {}, body, 0.0))


def test_filters() -> None:
    """Filters are sent under the service's names, and wrong ones are refused before anything is sent."""
    filters = task_filters("completed", "videos", "kling v3")
    assert filters == {"status": "completed", "type": "video", "model": "kling v3"} == task_filters(*filters.values())
    assert list_request(2, filters).path.startswith("/v1/tasks?status=completed&type=video&model=kling+v3&page=2&")
    for wrong in (("done", None, None), (None, "movies", None), (None, None, " ")):
        with pytest.raises(InvalidRequest):
            task_filters(*wrong)
