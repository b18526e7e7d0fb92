"""Faults in what a server says of many tasks, of its models, and of files, and in what it does with files."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from evolink_suite.operations import OTHERS

from ._edits import changing, put, returning, with_arguments
from ._fault import Fault
from ._interception import Edit, Exchange, on_answer_of, on_file, on_upload

_LISTED: Final = "test_list_of_tasks"
_ROWS: Final = "test_rows_of_the_list"
_FILTERS: Final = "test_filters_of_the_list"
_OF_STATUS: Final = "test_status_of_listed_tasks"
_OF_KIND: Final = "test_kind_of_listed_tasks"
_TOTAL: Final = "test_total_of_the_list"
_SAID: Final = "test_page_is_as_said"
_BATCH: Final = "test_batch_query"
_UPLOADED: Final = "test_uploaded_file"
_EXPIRES: Final = "test_links_of_a_file_expire"
_DELETED: Final = "test_deleted_file"
_FOREIGN: Final = "test_files_of_other_key"
_DAY: Final = 24 * 3600


def _without_filter(name: str) -> Any:
    def wrap(right: Any) -> Any:
        return lambda call: right(replace(call, query={key: value for key, value in call.query.items() if key != name}))

    return wrap


def _followed_by_others(name: str) -> Any:
    """List what a filter leaves first, and the rest afterwards."""

    def wrap(right: Any) -> Any:
        whole = _without_filter(name)(right)
        return lambda call: list(dict.fromkeys([*right(call), *whole(call)]))

    return wrap


def _also(asked: str, shown: str) -> Any:
    """List tasks with another status than what is asked for."""

    def wrap(right: Any) -> Any:
        query = {"status": shown}
        return lambda call: right(
            replace(call, query={**call.query, **query}) if call.query.get("status") == asked else call
        )

    return wrap


def _for_all_keys(name: str) -> Any:
    """Answer an operation with what it answers to any key."""

    def wrap(known: Any) -> Any:
        def handle(call: Any) -> Any:
            answers = [known[name](replace(call, account=account)) for account in call.world.accounts.values()]
            rows = [row for answer in answers for row in json.loads(answer.body)["data"]]
            body = json.dumps({"data": list({row["id"]: row for row in rows}.values())}).encode()
            return replace(answers[0], body=body)

        return {**known, name: handle}

    return wrap


def _rows(edit: Callable[[list[Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda answer: {**answer, "data": edit(answer["data"])}


def _each_row(**fields: Any) -> Callable[[dict[str, Any]], Any]:
    return _rows(lambda rows: [{**row, **fields} for row in rows])


def _counting(count: Callable[[list[Any]], int]) -> Callable[[dict[str, Any]], Any]:
    return lambda answer: {**answer, "total": count(answer["data"]) if answer["data"] else 0}


def _first_fifty(exchange: Exchange) -> None:
    if exchange.path.endswith("/tasks/batch"):
        asked = json.loads(exchange.body)
        if isinstance(asked.get("task_ids"), list):
            exchange.body = json.dumps({**asked, "task_ids": asked["task_ids"][:50]}).encode()


def _any_text(right: Any) -> Any:
    def read(parameter: Any, text: str) -> Any:
        if parameter.schema.get("type") != "integer":
            return right(parameter, text)
        return int(text) if text.isdecimal() and int(text) else 20

    return read


def _at_the_end(exchange: Exchange) -> None:
    """Serve an uploaded file as one that has expired."""
    if exchange.is_uploaded:
        exchange.status = 410


def _uploaded(edit: Callable[[Exchange], None]) -> Edit:
    return on_file(lambda exchange: edit(exchange) if exchange.is_uploaded else None)


def _reversed_bytes(exchange: Exchange) -> None:
    exchange.content = exchange.content[::-1]


def _as_jpeg(exchange: Exchange) -> None:
    exchange.answered["content-type"] = "image/jpeg"


def _not_found_is_fine(exchange: Exchange) -> None:
    if exchange.method == "DELETE" and exchange.status == 404:
        exchange.status, exchange.content = 200, b'{"success": true, "code": 200, "msg": "deleted"}'


class _Owners:
    """Deletes every file with the key that uploaded it."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}

    def remember(self, exchange: Exchange) -> None:
        if exchange.method == "POST" and exchange.is_of_files and exchange.status == 200:
            self._keys[json.loads(exchange.content)["data"]["file_id"]] = exchange.headers["authorization"]

    def pretend(self, exchange: Exchange) -> None:
        if exchange.method == "DELETE":
            owner = self._keys.get(exchange.path.rpartition("/")[2])
            exchange.headers["authorization"] = owner or exchange.headers.get("authorization", "")


def _keeps_the_first(right: Any) -> Any:
    return lambda uploads, upload: None if upload.path in uploads._by_path else right(uploads, upload)


def _everyones(right: Any) -> Any:
    del right
    return lambda uploads, _account, _now: list(uploads._by_id.values())[::-1]


def _quicker(right: Any) -> Any:
    return lambda uploads, now: right(uploads, now + _DAY)


def _first_page(_: Any) -> Any:
    return property(lambda page: slice(0, page.size))


def _short_pages(right: Any) -> Any:
    """Show one row on a page if a request does not say how many."""
    return lambda known, text: {**right(known, text), **({} if "page_size" in text else {"page_size": 1})}


def _longer(_: Any) -> Any:
    return property(lambda page: slice((page.number - 1) * page.size, page.number * page.size + 1))


def _overlapping(_: Any) -> Any:
    return property(lambda page: slice(max(0, (page.number - 1) * page.size - 1), page.number * page.size))


_owners: Final = _Owners()
_list: Final = "listTasks"

LISTS: Final = (
    Fault(
        "lists",
        "the list shows tasks of other keys",
        _LISTED,
        patches={"world.task_lists:_matching": lambda _: lambda call: reversed(call.world.tasks.values())},
    ),
    Fault(
        "lists",
        "the list shows the oldest tasks first",
        _LISTED,
        patches={"world.task_lists:_matching": changing(lambda tasks: [*tasks][::-1])},
    ),
    Fault("lists", "every page of the list is the first", _LISTED, patches={"world.pages:Page.part": _first_page}),
    Fault("lists", "pages of the list overlap", _LISTED, patches={"world.pages:Page.part": _overlapping}),
    Fault(
        "lists",
        "the list has no total",
        _LISTED,
        after=on_answer_of(_list, lambda answer: {**answer, "total": len(answer["data"])}),
    ),
    *(
        Fault(
            "lists",
            f"the filter {name} is ignored",
            _FILTERS,
            patches={"world.task_lists:_matching": _without_filter(name)},
        )
        for name in ("status", "model", "type")
    ),
    *(
        Fault(
            "lists",
            f"tasks of another {name} follow those that are asked for",
            test,
            patches={"world.task_lists:_matching": _followed_by_others(name)},
        )
        for name, test in (("status", _OF_STATUS), ("model", _OF_KIND), ("type", _OF_KIND))
    ),
    Fault(
        "lists",
        "the list of failed tasks has completed ones",
        _OF_STATUS,
        patches={"world.task_lists:_matching": _also("failed", "completed")},
    ),
    Fault(
        "lists",
        "the list of completed tasks has none",
        _OF_STATUS,
        patches={"world.task_lists:_matching": _also("completed", "pending")},
    ),
    Fault("lists", "the total counts only one page", _TOTAL, after=on_answer_of(_list, _counting(len))),
    Fault(
        "lists", "the total is of pages", _TOTAL, after=on_answer_of(_list, _counting(lambda rows: 200 // len(rows)))
    ),
    Fault("lists", "pages say the default size", _SAID, after=on_answer_of(_list, put(page_size=20))),
    Fault("lists", "every page says that it is the first", _SAID, after=on_answer_of(_list, put(page=1))),
    Fault("lists", "a page is one task long by default", _TOTAL, patches={"world.step:read_query": _short_pages}),
    Fault("lists", "a page has a task more", _TOTAL, patches={"world.pages:Page.part": _longer}),
    Fault("lists", "rows are always at work", _ROWS, after=on_answer_of(_list, _each_row(status="processing"))),
    Fault("lists", "rows say that tasks are free", _ROWS, after=on_answer_of(_list, _each_row(credits_used=0.0))),
    Fault("lists", "rows say another time of creation", _ROWS, after=on_answer_of(_list, _each_row(created_at=0))),
    Fault(
        "lists", "rows have links", _ROWS, after=on_answer_of(_list, _each_row(results=["https://example.com/x.png"]))
    ),
    Fault(
        "lists",
        "a batch query shows tasks of other keys",
        _BATCH,
        patches={"world.handlers:_OTHERS": _for_all_keys("queryTaskBatch")},
    ),
    Fault(
        "lists",
        "a batch query forgets a task",
        _BATCH,
        after=on_answer_of("queryTaskBatch", _rows(lambda rows: rows[1:])),
    ),
    Fault(
        "lists",
        "a batch query repeats a task",
        _BATCH,
        after=on_answer_of("queryTaskBatch", _rows(lambda rows: [*rows, *rows[:1]])),
    ),
    Fault(
        "lists",
        "a batch query shows an earlier state",
        _BATCH,
        after=on_answer_of("queryTaskBatch", _each_row(progress=1, status="processing")),
    ),
    Fault("lists", "a batch query takes any number of tasks", "test_near_miss_of_batch_query", _first_fifty),
    Fault(
        "lists",
        "queries are not checked",
        "test_near_miss_of_query",
        patches={"world.parameters:Parameter.read": _any_text},
    ),
    Fault(
        "lists",
        "the list of models lacks one",
        "test_list_of_models",
        after=on_answer_of("listModels", _rows(lambda rows: rows[:-1])),
    ),
    Fault(
        "lists",
        "the list of models repeats one",
        "test_list_of_models",
        after=on_answer_of("listModels", _rows(lambda rows: [*rows, *rows[:1]])),
    ),
    Fault(
        "lists",
        "every key sees all models",
        "test_list_of_models_of_a_key",
        patches={"world.handlers:_OTHERS": _for_all_keys("listModels")},
    ),
)

FILES: Final = (
    Fault(
        "files",
        "a file expires later than documented",
        _UPLOADED,
        after=on_upload(put(expires_at="2099-01-01T00:00:00+08:00")),
    ),
    Fault("files", "the link of a file is dead at once", _UPLOADED, after=on_file(_at_the_end)),
    Fault("files", "a file is served with other bytes", _UPLOADED, after=_uploaded(_reversed_bytes)),
    Fault("files", "a file is served as another type", _UPLOADED, after=_uploaded(_as_jpeg)),
    Fault("files", "a file is said to be of another type", _UPLOADED, after=on_upload(put(mime_type="image/jpeg"))),
    Fault("files", "a file is said to have another size", _UPLOADED, after=on_upload(put(file_size=1))),
    Fault("files", "a file gets another name", _UPLOADED, after=on_upload(put(file_name="x.png"))),
    Fault("files", "links die a day early", _EXPIRES, patches={"world.uploads:Uploads._expire": _quicker}),
    Fault("files", "links of files never die", _EXPIRES, patches={"world.uploads:Uploads._expire": returning(None)}),
    Fault("files", "deleting deletes nothing", _DELETED, patches={"world.uploads:Uploads.delete": returning(None)}),
    Fault("files", "a file can be deleted twice", _DELETED, after=_not_found_is_fine),
    Fault(
        "files",
        "the first file of a name stays",
        "test_same_name",
        patches={"world.uploads:Uploads.add": _keeps_the_first},
    ),
    Fault(
        "files",
        "the list of files shows the oldest first",
        "test_list_of_files",
        patches={"world.uploads:Uploads.of": changing(lambda files: files[::-1])},
    ),
    Fault(
        "files",
        "pages of the list of files overlap",
        "test_list_of_files",
        patches={"world.pages:Page.part": _overlapping},
    ),
    Fault(
        "files",
        "files do not count",
        "test_quota",
        after=on_answer_of(
            "getFileQuota", lambda answer: {**answer, "data": {**answer["data"], "used_files": 0, "remain_files": 100}}
        ),
    ),
    Fault(
        "files",
        "a key may have any number of files",
        "test_full_quota",
        patches={"world.state:World.add_key": with_arguments(max_files=100)},
    ),
    Fault(
        "files",
        "any type of file is taken",
        "test_refused_files",
        patches={"world.upload_rules:UploadRules.allow": returning(value=True)},
    ),
    Fault("files", "the list shows files of other keys", _FOREIGN, patches={"world.uploads:Uploads.of": _everyones}),
    Fault("files", "any key deletes any file", _FOREIGN, _owners.pretend, _owners.remember),
)
NEW: Final = (*(LISTS if "listTasks" in OTHERS else ()), *(FILES if "listFiles" in OTHERS else ()))
"""The faults of operations that the contract has."""
