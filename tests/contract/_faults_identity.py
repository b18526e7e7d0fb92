"""Faults in what a server takes for the same: task, file, key, request; and in whose results are whose."""

import json
import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import unquote

from evolink_suite.operations import OTHERS
from evolink_suite.target import API_KEY

from ._edits import header, when
from ._fault import Fault
from ._interception import Edit, Exchange, on_answer_of, on_task

_NEAR: Final = "test_near_id_of_a_task"
_IN_BATCH: Final = "test_near_id_in_a_batch_query"
_NEAR_FILE: Final = "test_near_id_of_a_file"
_KEYLESS: Final = "test_call_without_the_key"
_NEAR_KEY: Final = "test_near_idempotency_key"
_REPEATED: Final = "test_every_result_is_another"
_AGAIN: Final = "test_repeated_request"
_ORDER: Final = "test_results_keep_their_order"
_LISTED: Final = "test_task_in_the_list"
_BATCH: Final = "test_tasks_of_a_batch_query"
_RIGHT: Final = f"Bearer {API_KEY}"
_OF_TASKS: Final = re.compile("(/v1/tasks/)([^/]+)")
_OF_FILES: Final = re.compile("(/api/v1/files/)([^/]+)")

_Match = Callable[[str, str], bool]
"""Whether a server takes the second ID for the first one."""


class _Lenient:
    """Finds what it knows under other IDs as well."""

    def __init__(self, match: _Match) -> None:
        self._match = match
        self._known: set[str] = set()

    def learn(self, exchange: Exchange) -> None:
        if exchange.method == "POST" and exchange.status == 200:
            answer = json.loads(exchange.content)
            described = answer.get("data")
            self._known |= {answer["id"]} if exchange.is_create else set()
            self._known |= {described["file_id"]} if isinstance(described, dict) else set()

    def find(self, exchange: Exchange) -> None:
        for form, method in ((_OF_TASKS, "GET"), (_OF_FILES, "DELETE")):
            if (named := form.fullmatch(exchange.path)) and exchange.method == method:
                exchange.path = named[1] + self._meant(unquote(named[2]), named[2])

    def find_several(self, exchange: Exchange) -> None:
        if exchange.path.endswith("/tasks/batch"):
            asked = json.loads(exchange.body)
            if isinstance(asked.get("task_ids"), list):
                meant = [self._meant(each, each) for each in asked["task_ids"]]
                exchange.body = json.dumps({**asked, "task_ids": meant}).encode()

    def _meant(self, text: str, otherwise: str) -> str:
        return next((each for each in self._known if each != text and self._match(each, text)), otherwise)


def _lenient(name: str, test: str, match: _Match) -> Fault:
    reader = _Lenient(match)
    return Fault("identity", name, test, reader.find_several if test == _IN_BATCH else reader.find, reader.learn)


def _any_case(known: str, text: str) -> bool:
    return isinstance(text, str) and known.lower() == text.lower()


def _opening(matches: Callable[[str], bool]) -> Edit:
    """Accept callers whose header matches."""

    def before(exchange: Exchange) -> None:
        if matches(exchange.headers.get("authorization", "")):
            exchange.headers["authorization"] = _RIGHT

    return before


def _keyless(exchange: Exchange) -> None:
    exchange.headers.pop("idempotency-key", None)


class _Replaying:
    """Answers again what it answered to a request that it takes for the same."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._answers: dict[str, bytes] = {}

    def __call__(self, exchange: Exchange) -> None:
        key = exchange.headers.get("idempotency-key", "")
        if key and exchange.is_create:
            known = self._answers.get(self._read(key))
            if known:
                exchange.status, exchange.content = 200, known
            elif exchange.status == 200:
                self._answers[self._read(key)] = exchange.content


def _first_link(answer: dict[str, Any]) -> dict[str, Any]:
    return {**answer, "results": answer["results"][:1] * len(answer["results"])}


def _numbered_link(answer: dict[str, Any]) -> dict[str, Any]:
    links = [f"{answer['results'][0]}?number={number}" for number in range(len(answer["results"]))]
    return {**answer, "results": links}


class _Turning:
    """Shows the results of a task in another order each time."""

    def __init__(self) -> None:
        self._reads = 0

    def __call__(self, answer: dict[str, Any]) -> dict[str, Any]:
        self._reads += 1
        start = self._reads % len(answer["results"])
        return {**answer, "results": answer["results"][start:] + answer["results"][:start]}


class _Exchanging:
    """Shows the results of the task that was completed before."""

    def __init__(self) -> None:
        self._results: dict[str, list[str]] = {}

    def __call__(self, answer: dict[str, Any]) -> dict[str, Any]:
        self._results.setdefault(answer["id"], answer["results"])
        others = [links for other, links in self._results.items() if other != answer["id"]]
        same = [links for links in others if len(links) == len(answer["results"])]
        return {**answer, "results": same[-1]} if same and len(answer["results"]) > 1 else answer


def _rows(edit: Callable[[list[Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    return lambda answer: {**answer, "data": edit(answer["data"])}


def _exchanged(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "id": other["id"]} for row, other in zip(rows, [*rows[1:], *rows[:1]], strict=True)]


def _twice(rows: list[Any]) -> list[Any]:
    return [*rows[:1], *rows]


class _Shuffling:
    """Shows rows in another order each time."""

    def __init__(self) -> None:
        self._reads = 0

    def __call__(self, rows: list[Any]) -> list[Any]:
        self._reads += 1
        return rows[:: -1 if self._reads % 2 else 1]


IDS: Final = (
    _lenient("task IDs may be in any case", _NEAR, _any_case),
    _lenient("task IDs may have blanks around them", _NEAR, lambda known, text: known == text.strip()),
    _lenient("the beginning of a task ID is enough", _NEAR, lambda known, text: known[:-1] == text),
    _lenient("a task ID may go on", _NEAR, lambda known, text: text.startswith(known)),
    _lenient("the end of a task ID is enough", _NEAR, lambda known, text: known.rpartition("-")[2] == text),
    _lenient("task IDs are decoded twice", _NEAR, lambda known, text: known == unquote(text)),
    _lenient("task IDs may have underscores", _NEAR, lambda known, text: known == text.replace("_", "-")),
)
IN_BATCHES: Final = (
    _lenient("batch queries take task IDs in any case", _IN_BATCH, _any_case),
    _lenient(
        "batch queries trim task IDs",
        _IN_BATCH,
        lambda known, text: isinstance(text, str) and known == text.strip(),
    ),
    Fault("order", "a batch query exchanges tasks", _BATCH, after=on_answer_of("queryTaskBatch", _rows(_exchanged))),
)
OF_FILES: Final = (
    _lenient("file IDs may be in any case", _NEAR_FILE, _any_case),
    _lenient("the beginning of a file ID is enough", _NEAR_FILE, lambda known, text: known[:-1] == text),
    Fault(
        "order",
        "a file is listed twice",
        "test_list_of_files",
        after=on_answer_of(
            "listFiles",
            lambda answer: {
                **answer,
                "data": {**answer["data"], "files": [*answer["data"]["files"], *answer["data"]["files"][-1:]]},
            },
        ),
    ),
)
LISTED: Final = (
    Fault("order", "a task is listed twice", _LISTED, after=on_answer_of("listTasks", _rows(_twice))),
    Fault(
        "order", "the list has another order each time", _LISTED, after=on_answer_of("listTasks", _rows(_Shuffling()))
    ),
    Fault("order", "the list exchanges tasks", _LISTED, after=on_answer_of("listTasks", _rows(_exchanged))),
)
KEYS: Final = (
    Fault("identity", "keys may be in any case", _KEYLESS, _opening(lambda text: text.lower() == _RIGHT.lower())),
    Fault("identity", "keys may be in quotes", _KEYLESS, _opening(lambda text: text.replace('"', "") == _RIGHT)),
    Fault(
        "identity", "half of the key is enough", _KEYLESS, _opening(lambda text: text[:-7] in _RIGHT and len(text) > 12)
    ),
    Fault(
        "identity", "one of several keys is enough", _KEYLESS, _opening(lambda text: API_KEY in re.split("[ ,]", text))
    ),
    Fault("identity", "idempotency keys may be in any case", _NEAR_KEY, after=_Replaying(str.lower)),
    Fault("identity", "idempotency keys are cut", _NEAR_KEY, after=_Replaying(lambda key: key[:16])),
    Fault(
        "identity",
        "an idempotency key stands for any request",
        "test_idempotency_key_of_another_request",
        after=_Replaying(str),
    ),
)
REPEATED: Final = (
    Fault("identity", "idempotency keys are ignored", _AGAIN, _keyless),
    Fault("identity", "a repeated request is not marked", _AGAIN, after=header("idempotency-replayed")),
    Fault("identity", "every request is marked as repeated", _AGAIN, after=header("idempotency-replayed", "true")),
)
RESULTS: Final = (
    Fault("order", "one link for all results", _REPEATED, after=on_task(when("completed", _first_link))),
    Fault("order", "one result under several links", _REPEATED, after=on_task(when("completed", _numbered_link))),
    Fault("order", "tasks exchange their results", _REPEATED, after=on_task(when("completed", _Exchanging()))),
    Fault("order", "results change their order", _ORDER, after=on_task(when("completed", _Turning()))),
)
IDENTITY: Final = (
    *(*IDS, *KEYS, *REPEATED, *RESULTS),
    *(IN_BATCHES if "queryTaskBatch" in OTHERS else ()),
    *(LISTED if "listTasks" in OTHERS else ()),
    *(OF_FILES if "listFiles" in OTHERS else ()),
)
"""The faults of what is the same, in operations that the contract has."""
