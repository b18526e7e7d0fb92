"""Faults in amounts: what a task says, what the balance says, and how many results there are."""

import json
from collections.abc import Callable
from typing import Any, Final

from ._fault import Fault
from ._interception import Edit, Exchange, JsonEdit, on_answer_of, on_created, on_credits, on_task

_RESERVED: Final = "test_reservation"
_CHARGED: Final = "test_charge"
_USED: Final = "test_used_credits_grow"
_FREE: Final = "test_free_calls_cost_nothing"
_STORY: Final = "test_failed_task_stays"
_OWNERS: Final = ("token", "user")


def _reserves(change: Callable[[float], Any]) -> Edit:
    def edit(answer: dict[str, Any]) -> None:
        answer["usage"]["credits_reserved"] = change(answer["usage"]["credits_reserved"])

    return on_created(edit)


def _takes(answer: dict[str, Any], amount: float) -> None:
    for owner in _OWNERS:
        answer["data"][owner]["remaining_credits"] -= amount
        answer["data"][owner]["used_credits"] += amount


class _Meter:
    """Takes credits for what must not cost any, by what has passed through it.

    Args:
        price: What each counted exchange costs.
        counts: Whether an exchange counts.
        reads: How often the balance is read before it shows.
    """

    def __init__(self, price: float, counts: Callable[[Exchange], bool], reads: int = 0) -> None:
        self._price, self._counts, self._reads = price, counts, reads
        self._seen: list[int] = []

    def after(self, exchange: Exchange) -> None:
        if self._counts(exchange):
            self._seen.append(0)
        on_credits(self._take)(exchange)

    def _take(self, answer: dict[str, Any]) -> None:
        _takes(answer, self._price * sum(reads >= self._reads for reads in self._seen))
        self._seen = [reads + 1 for reads in self._seen]


def _ends(status: str) -> Callable[[Exchange], bool]:
    ended: set[str] = set()

    def counts(exchange: Exchange) -> bool:
        if not exchange.is_task or exchange.status != 200 or json.loads(exchange.content)["status"] != status:
            return False
        is_new = exchange.path not in ended
        ended.add(exchange.path)
        return is_new

    return counts


def _said(**fields: Any) -> JsonEdit:
    return lambda answer: {**answer, "usage": {**answer.get("usage", {}), **fields}}


def _short(answer: dict[str, Any]) -> None:
    if len(answer.get("results", [])) > 1:
        answer["results"].pop()


def _frozen(name: str, owner: str, value: float) -> Edit:
    return on_credits(lambda answer: answer["data"][owner].update({name: value}))


AMOUNTS: Final = (
    Fault("amounts", "a task reserves a credit more than it says", _RESERVED, after=_reserves(lambda price: price + 1)),
    Fault("amounts", "reservations are rounded", _RESERVED, after=_reserves(lambda price: round(price + 0.4))),
    Fault("amounts", "reservations are negative", _RESERVED, after=_reserves(lambda price: -price)),
    Fault(
        "amounts",
        "each task costs a hundredth more than it says",
        _CHARGED,
        after=_Meter(0.01, _ends("completed")).after,
    ),
    Fault("amounts", "a task says that it used nothing", _CHARGED, after=on_task(_said(credits_used=0))),
    Fault("amounts", "a task says that it used more", _CHARGED, after=on_task(_said(credits_used=99.5))),
    Fault("amounts", "what was used does not grow", _USED, after=_frozen("used_credits", "token", 0.0)),
    Fault("amounts", "the owner of a key pays nothing", _USED, after=_frozen("remaining_credits", "user", 5.0)),
    Fault(
        "amounts",
        "reading the balance costs credits",
        _FREE,
        after=_Meter(0.01, lambda exchange: exchange.is_credits).after,
    ),
    Fault(
        "amounts",
        "reading lists costs credits",
        _FREE,
        after=_Meter(0.01, lambda exchange: exchange.path.endswith("/models")).after,
    ),
    Fault(
        "amounts",
        "uploads cost credits",
        "test_files_cost_nothing",
        after=_Meter(0.5, lambda exchange: exchange.method == "POST" and exchange.is_of_files).after,
    ),
    Fault(
        "amounts",
        "completed tasks are charged again later",
        "test_balance_stays",
        after=_Meter(0.5, _ends("completed"), 3).after,
    ),
    Fault("amounts", "failed tasks are charged in the end", _STORY, after=_Meter(0.5, _ends("failed")).after),
    Fault("amounts", "failed tasks are charged a while later", _STORY, after=_Meter(0.5, _ends("failed"), 2).after),
    Fault("amounts", "a result is missing of several", "test_results_are_as_asked", after=on_task(_short)),
    Fault(
        "amounts",
        "the quota of files stands still",
        "test_files_cost_nothing",
        after=on_answer_of("getFileQuota", lambda answer: {**answer, "data": {**answer["data"], "used_files": 0}}),
    ),
    Fault(
        "amounts",
        "the quota of files does not add up",
        "test_files_cost_nothing",
        after=on_answer_of(
            "getFileQuota",
            lambda answer: {**answer, "data": {**answer["data"], "remain_files": answer["data"]["used_files"]}},
        ),
    ),
)
