"""Servers that are right, wrong, or gone in the middle, and what a run of the suite must make of each."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from evolink_mock import MockServer

from ._front import Answering, Asked, Reply, forward_to, serve

KEY: Final = "a-key-of-this-test"
REFUSAL: Final = {"error": {"code": "unauthorized", "message": "no such key", "type": "authentication_error"}}
_BUSY: Final = {"error": {"code": "rate_limit_exceeded", "message": "wait", "type": "rate_limit_error"}}
_LAST: Final = 15  # requests before something happens
_FOLDER: Final = "/evolink"  # below which all paths are
_FREE: Final = ("getCredits", "listFiles")


@dataclass(frozen=True)
class Run:
    """A run of a part of the suite.

    Attributes:
        twist: What stands between the suite and a mock.
        status: The exit status that is right.
        words: What the summary says, as a regular expression.
        models: The models that are judged, with a budget; none for some operations that cost nothing.
        credits: The credits of the key.
    """

    twist: Callable[[Answering], Answering]
    status: int
    words: str
    models: tuple[str, ...] = ()
    credits: float = 100.0


def _is_wrong(forward: Answering) -> Answering:
    def answer(asked: Asked) -> Reply:
        reply = forward(asked)
        is_wrong = asked.path.endswith("/v1/credits") and reply.status == 200
        return Reply(200, {"data": {}, "success": True, "message": 5}) if is_wrong else reply

    return answer


def _ignores_wrong_queries(forward: Answering) -> Answering:
    def answer(asked: Asked) -> Reply:
        reply = forward(asked)
        return forward(replace(asked, path=asked.path.partition("?")[0])) if reply.status == 400 else reply

    return answer


def _dies(forward: Answering) -> Answering:
    return lambda asked: forward(asked) if asked.number <= _LAST else Reply(0)


def _is_wrong_then_dies(forward: Answering) -> Answering:
    return _dies(_is_wrong(forward))


def _is_wrong_and_hangs_up_once(forward: Answering) -> Answering:
    fails = _is_wrong(forward)
    return lambda asked: Reply(0) if asked.number == _LAST else fails(asked)


def _is_busy_and_lenient(forward: Answering) -> Answering:
    """Refuse some requests for now, and read a page that is no number, which the documentation does not forbid."""

    def answer(asked: Asked) -> Reply:
        if "/_mock" in asked.path:
            return Reply(404)  # the suite holds a mock to what the vendor's clients know
        if asked.number % 10 == 9:
            return Reply(429, _BUSY, {"retry-after": "0"})
        return forward(replace(asked, path=asked.path.replace("page=one", "page=1")))

    return answer


def _is_stopped_by_hand(forward: Answering) -> Answering:
    def answer(asked: Asked) -> Reply:
        if asked.number == _LAST:
            os.kill(os.getpid(), signal.SIGINT)
        return forward(asked)

    return answer


def _has_few_credits(forward: Answering) -> Answering:
    return forward


RUNS: Final[dict[str, Run]] = {
    "right, but busy": Run(_is_busy_and_lenient, 0, r"1  not kept: A query that[\s\S]*that were judged passed"),
    "our mock, wrong where no page says what is right": Run(_ignores_wrong_queries, 1, r"^\d+ of \d+ checks failed"),
    "wrong, and hangs up once": Run(_is_wrong_and_hangs_up_once, 1, r"^[2-9] of \d+ checks failed"),
    "dies": Run(
        _dies,
        2,
        r"Stopped since \d\d:\d\d:\d\d, after [1-9]\d* checks: .*not answer in HTTP[\s\S]*Not enough was judged",
    ),
    "wrong, then dies": Run(_is_wrong_then_dies, 1, r"Stopped since [\s\S]*checks failed"),
    "stopped by hand": Run(_is_stopped_by_hand, 2, "Interrupted"),
    "credits run out": Run(
        _has_few_credits, 2, r"the key has too few credits left[\s\S]*Not enough was judged", ("z-image-turbo",), 0.1
    ),
}


def _below(folder: str, forward: Answering) -> Answering:
    return lambda asked: forward(replace(asked, path=asked.path.removeprefix(folder)))


def judge_all(_: None) -> dict[str, dict[str, Any]]:
    """Judge a mock behind each of the servers, all at one address, and return the verdicts as data."""
    found: dict[str, dict[str, Any]] = {}
    behind: list[Answering] = []
    requests: list[Asked] = []

    def answer(asked: Asked) -> Reply:
        requests.append(asked)
        return behind[-1](replace(asked, number=len(requests)))

    with serve(answer) as url:
        for name, run in RUNS.items():
            requests.clear()
            with MockServer(api_key=KEY, credits=run.credits, speed=500.0) as mock:
                behind.append(run.twist(_below(_FOLDER, forward_to(mock.base_url))))
                found[name] = {**_judged(f"{url}{_FOLDER}", run), "requests": len(requests)}
    return found


def _judged(address: str, run: Run) -> dict[str, Any]:
    from evolink_suite.command import Order, judge  # noqa: PLC0415 - loads the suite, in the process of the runs
    from evolink_suite.judging import Silence  # noqa: PLC0415 - as it loads the suite
    from evolink_suite.report import summary  # noqa: PLC0415 - as it loads the suite
    from evolink_suite.report_data import as_data  # noqa: PLC0415 - as it loads the suite

    chosen: dict[str, Any] = {"models": run.models, "budget": 1000.0} if run.models else {"operations": _FREE}
    verdict = judge(Order(address, KEY, **chosen), Silence())
    return {**as_data(verdict), "status": verdict.status, "summary": summary(verdict)}
