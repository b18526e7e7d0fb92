"""The server under test, called over HTTP."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
import pytest

from evolink_contract import document

from .budget import Budget, worst_price
from .contract import JSON_TYPE, Operation
from .record import RECORD, as_curl

_TIMEOUT = 30  # seconds for one answer
_FIRST_PAUSE = 0.01  # seconds; a task of the mock may end soon
_LAST_PAUSE = 2.0  # seconds; the pause that the documentation recommends
_GROWTH = 1.3
_SERVICE = document()["servers"][0]["url"].rstrip("/")
_ABSENT = (404, 405, 501)


@dataclass(frozen=True)
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


class Service:
    """Calls operations of a server, and checks each answer against the contract; a context manager.

    Args:
        base_url: Its address, without a path.
        api_key: A key that it accepts.
        budget: What may be spent there; None for any amount.
        ours_too: Whether answers must keep our own rules as well; otherwise violations are only recorded.
        pass_time: Moves the server's clock by some seconds, if the suite controls it.

    Attributes:
        completed: The ID of a completed task of the key; empty before one is needed.
    """

    def __init__(
        self,
        base_url: str,
        api_key: str,
        *,
        budget: Budget | None = None,
        ours_too: bool = True,
        pass_time: Callable[[float], None] = lambda _: None,
    ) -> None:
        self.base_url = base_url.rstrip("/")
        self.completed = ""
        self.pass_time = pass_time
        self.budget = budget or Budget(math.inf)
        self._api_key = api_key
        self._ours_too = ours_too
        self._client = httpx.Client(  # noqa: TID251 - the suite shares no code with the client
            base_url=self.base_url, timeout=_TIMEOUT
        )

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
        sent = {**(headers or {}), **({"authorization": given} if given else {})}
        url = f"{self._origin(operation)}{operation.url(resource)}"
        written = {"files" if operation.is_form else "json": body}
        request = self._client.build_request(operation.method, url, headers=sent, params=query, **written)
        response = self._send(request)
        self._skip_if_absent(operation, response.status_code)
        answer = Answer(response.status_code, _json(response), response.headers)
        self.budget.count(answer.body)
        self._check(operation, answer)
        return answer

    def _origin(self, operation: Operation) -> str:
        """Return the server of an operation: the documented service has several, others have one."""
        return operation.server if operation.server and self.base_url == _SERVICE else self.base_url

    def _send(self, request: httpx.Request) -> httpx.Response:
        request.read()  # a form is a stream
        RECORD.requests.append(as_curl(request, self._api_key))
        return self._client.send(request)

    def _skip_if_absent(self, operation: Operation, status: int) -> None:
        """Skip a test that needs an operation which no page documents, and the service does not have."""
        if operation.is_vendor and not self._ours_too and status in _ABSENT:
            RECORD.absent.add(operation.id)
            pytest.skip(f"the service has no {operation.id}, which no page documents")

    def _check(self, operation: Operation, answer: Answer) -> None:
        RECORD.answers[operation.id, answer.status] += 1
        problems = list(operation.undocumented(answer.status, answer.body, ours_too=self._ours_too))
        assert not problems, problems
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        assert media_type == JSON_TYPE, f"the content type is {media_type!r}"
        if not self._ours_too:
            RECORD.beyond.update(operation.undocumented(answer.status, answer.body))

    def watch(self, reading: Operation, task_id: str, *, seconds: float) -> Iterator[dict[str, Any]]:
        """Poll a task, and yield each of its states up to the end.

        Args:
            reading: The operation that reads a task.
            task_id: The task.
            seconds: How long to wait for its end.

        Raises:
            AssertionError: It has not ended in time, or an answer is not as documented.
        """
        give_up = time.monotonic() + seconds
        pause = _FIRST_PAUSE
        while True:
            answer = self.call(reading, resource=task_id)
            assert answer.ok, answer
            yield answer.body
            if answer.body["status"] in ("completed", "failed"):
                return
            assert time.monotonic() < give_up, f"{task_id} has not ended after {seconds} s: {answer.body}"
            time.sleep(pause)  # noqa: TID251 - the suite paces its own polls
            pause = min(pause * _GROWTH, _LAST_PAUSE)

    def fetch(self, link: str) -> httpx.Response:
        """Fetch a result without the key."""
        request = self._client.build_request("GET", link)
        RECORD.requests.append(as_curl(request, self._api_key))
        return self._client.send(request, follow_redirects=True)


def _json(response: httpx.Response) -> Any:
    """Return the body as JSON; otherwise as text, which no documented answer is."""
    try:
        return response.json()
    except ValueError:
        return response.text
