"""The server under test, called over HTTP."""

import json
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
import pytest

from evolink_contract import document

from .budget import Budget, worst_price
from .claims import date_of, false_claims
from .contract import JSON_TYPE, Operation
from .exchange import exchange_of
from .operations import FREE
from .patience import Patience
from .record import RECORD

_SHOWN = 500  # characters of a body in a message
_TIMEOUT = 30  # seconds for one answer
_FIRST_PAUSE = 0.01  # seconds; a task of the mock may end soon
_LAST_PAUSE = 2.0  # seconds; the pause that the documentation recommends
_GROWTH = 1.3
_SERVICE = document()["servers"][0]["url"].rstrip("/")
_ABSENT = (404, 405, 501)
_UNPAID = 402
_TOO_MANY = 429
_PAUSES = (1.0, 5.0, 20.0)  # seconds before a request that was one too many is sent again
_LONGEST_PAUSE = 60.0
ENDED = ("completed", "failed")
"""How a task ends."""


@dataclass(frozen=True, repr=False)
class Answer:
    """An answer that the contract documents.

    Attributes:
        status: The HTTP status.
        body: The JSON body.
        headers: The headers, names in lower case.
    """

    status: int
    body: dict[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def ok(self) -> bool:
        """Whether the status is a 2xx."""
        return self.status // 100 == 2

    def __repr__(self) -> str:
        return f"the answer {self.status} {json.dumps(self.body, ensure_ascii=False)[:_SHOWN]}"


@dataclass(frozen=True)
class Moment:
    """When an answer came, by the clocks of both sides.

    Attributes:
        sent: When its request was sent, by a clock of this machine that only runs forward.
        took: How many seconds it took.
        date: When the server says that it answered, in Unix time.
        created: When the task was created that it is about, if its request has created one.
    """

    sent: float
    took: float
    date: float
    created: float | None


class Service:
    """Calls operations of a server, and checks each answer against the contract; a context manager.

    Args:
        base_url: Its address, without a path.
        api_key: A key that it accepts.
        budget: What may be spent there; None for any amount.
        patience: How long to wait for tasks.
        ours_too: Whether answers must keep our own rules as well; otherwise violations are only recorded.
        pass_time: Moves the server's clock by some seconds, if the suite controls it.

    Attributes:
        completed: The ID of a completed task of the key; empty before one is needed.
        patience: How long it waits for tasks.
        moments: When answers came that say their date.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        budget: Budget | None = None,
        patience: Patience | None = None,
        ours_too: bool = True,
        pass_time: Callable[[float], None] = lambda _: None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.completed = ""
        self.pass_time = pass_time
        self.budget = budget or Budget(math.inf)
        self.patience = patience or Patience()
        self.moments: list[Moment] = []
        self._api_key = api_key
        self._ours_too = ours_too
        self._client = httpx.Client(base_url=self.base_url, timeout=_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def call(
        self,
        operation: Operation,
        *,
        body: Any = None,
        query: Mapping[str, str] | None = None,
        resource: str = "",
        authorization: Callable[[str], str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Call an operation.

        Args:
            operation: The operation.
            body: The JSON body, or the fields of a form if the operation takes one; None for no body.
            query: The parameters in the query.
            resource: The ID in the path, if it has one.
            authorization: Makes the header from the key, for a request that must be refused; an empty string for no
                header, None for the right one. As a function it keeps the key out of a failing test's arguments.
            headers: Other headers.

        Raises:
            AssertionError: The contract does not document the answer.
            httpx.HTTPError: There is no answer.
        """
        if authorization is None and operation.models:
            self.budget.require(worst_price(operation, body))
        given = (authorization or "Bearer {}".format)(self._api_key)
        named = {**(headers or {}), **({"authorization": given} if given else {})}
        url = f"{self._origin(operation)}{operation.url(resource)}"
        written = {"files" if operation.is_form else "json": body}
        request = self._client.build_request(operation.method, url, headers=named, params=query, **written)
        sent = time.monotonic()
        response = self._send(request)
        took = time.monotonic() - sent
        self._skip_if_absent(operation, response.status_code)
        answer = Answer(response.status_code, _json(response), response.headers)
        if answer.status == _UNPAID and not self._ours_too and "prefer" not in request.headers:
            self._stop_if_out_of_credits(worst_price(operation, body))
        self.budget.count(answer.body)
        self._check(operation, answer)
        self._note(operation, answer, sent, took)
        return answer

    def _origin(self, operation: Operation) -> str:
        """Return the server of an operation: the documented service has several, others have one."""
        return operation.server if operation.server and self.base_url == _SERVICE else self.base_url

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Send a request, again if the server asks for a pause, which no request of the suite is about."""
        response = self._send_once(request)
        for pause in _PAUSES:
            if response.status_code != _TOO_MANY or self._ours_too or "prefer" in request.headers:
                break
            time.sleep(_pause_of(response, pause))
            response = self._send_once(request)
        return response

    def _send_once(self, request: httpx.Request, *, follow_redirects: bool = False) -> httpx.Response:
        request.read()  # a form is a stream
        exchange = exchange_of(request, self._api_key)
        RECORD.exchanges.append(exchange)
        try:
            response = self._client.send(request, follow_redirects=follow_redirects)
        except httpx.HTTPError as error:
            exchange.problem = f"no answer came: {error or type(error).__name__}"
            raise
        exchange.receive(response.status_code, response.headers, response.content)
        return response

    def _stop_if_out_of_credits(self, price: float) -> None:
        """Skip this test and the others that cost credits if the key has too few; a refusal without need is wrong."""
        credits = balance(self._client, self._api_key)
        if credits is None or credits < price:
            left = "" if credits is None else f": {credits:g}"
            self.budget.exhaust(f"the key has too few credits left{left}")

    def _skip_if_absent(self, operation: Operation, status: int) -> None:
        """Skip a test that needs an operation which no page documents, and the service does not have."""
        if operation.is_vendor and not self._ours_too and status in _ABSENT:
            RECORD.absent.add(operation.id)
            pytest.skip(f"the service has no {operation.id}, which no page documents")

    def _check(self, operation: Operation, answer: Answer) -> None:
        RECORD.answers[operation.id, answer.status] += 1
        problems = list(operation.undocumented(answer.status, answer.body, ours_too=self._ours_too))
        assert not problems, problems
        schema = operation.responses[answer.status]["content"][JSON_TYPE]["schema"] if answer.ok else {}
        accepted = self._client.headers.get("accept-encoding", "")
        false = list(false_claims(answer.status, answer.headers, answer.body, schema, accepted))
        assert not false, false
        if not self._ours_too:
            RECORD.beyond.update(operation.undocumented(answer.status, answer.body))

    def _note(self, operation: Operation, answer: Answer, sent: float, took: float) -> None:
        date = date_of(answer.headers)
        if date is not None:
            made = answer.body if operation.follow_up and answer.ok else {}
            self.moments.append(Moment(sent, took, date, made.get("created")))

    def watch(self, reading: Operation, task: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """Poll a task, and yield each of its states up to the end.

        Args:
            reading: The operation that reads a task.
            task: The answer to the request that created it.

        Raises:
            AssertionError: It has not ended within the patience, or an answer is not as documented.
        """
        began, pause, seconds = time.monotonic(), _FIRST_PAUSE, self.patience.seconds(task)
        while True:
            answer = self.call(reading, resource=task["id"])
            assert answer.ok, answer
            yield answer.body
            waited = time.monotonic() - began
            if answer.body["status"] in ENDED:
                self.patience.ended(task, waited)
                return
            if waited >= seconds:
                self.patience.lost(task)
                raise AssertionError(f"{task['id']} has not ended after {seconds:.0f} s (--patience): {answer.body}")
            time.sleep(min(pause, seconds - waited))
            pause = min(pause * _GROWTH, _LAST_PAUSE)

    def fetch(self, link: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        """Fetch a result without the key."""
        return self._send_once(self._client.build_request("GET", link, headers=headers), follow_redirects=True)


def balance(client: httpx.Client, api_key: str) -> float | None:
    """Return the credits that a key can still spend, or None if the server does not say."""
    try:
        told = client.get(FREE.path, headers={"authorization": f"Bearer {api_key}"}).json()["data"]
        key, account = told["token"], told["user"]
        own = math.inf if key["unlimited_credits"] is True else float(key["remaining_credits"])
        return min(own, float(account["remaining_credits"]))
    except (httpx.HTTPError, ValueError, TypeError, KeyError):
        return None


def _pause_of(response: httpx.Response, usual: float) -> float:
    """Return the seconds to wait that an answer names, or the usual ones."""
    named = response.headers.get("retry-after", "")
    return min(_LONGEST_PAUSE, float(named)) if named.isascii() and named.isdigit() else usual


def _json(response: httpx.Response) -> Any:
    """Return the body as JSON; otherwise as text, which no documented answer is."""
    try:
        return response.json()
    except ValueError:
        return response.text
