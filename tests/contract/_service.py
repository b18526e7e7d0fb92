"""The server under test, as a caller sees it: HTTP over a socket, and nothing else."""

import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import httpx

from ._contract import JSON_TYPE, Operation
from ._purse import Purse, worst_price
from ._record import RECORD, as_curl

_TIMEOUT = 30  # seconds for one answer
_FIRST_PAUSE = 0.01  # seconds; a mock's task may be over soon
_LAST_PAUSE = 2.0  # seconds; what the documentation advises a poller to keep to
_GROWTH = 1.3


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
    """Calls operations of a server and holds each answer against the contract; a context manager.

    Args:
        base_url: Its address, without a path.
        api_key: A key that it lets in.
        purse: What may be spent there; without one, any amount.
        ours_too: Whether answers must keep rules of our own as well; where not, it is only noted.
    """

    def __init__(self, base_url: str, api_key: str, *, purse: Purse | None = None, ours_too: bool = True) -> None:
        self.base_url = base_url.rstrip("/")
        self.purse = purse or Purse(math.inf)
        self._api_key = api_key
        self._ours_too = ours_too
        self._client = httpx.Client(  # noqa: TID251 - the suite is a caller of its own and shares no code
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
        resource: str = "",
        authorization: Callable[[str], str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Call an operation.

        Args:
            operation: The operation.
            body: The JSON body; None for no body.
            resource: The id that the path asks for, if it does.
            authorization: Makes a header that is to be refused from the key, an empty string for none; None for
                the right one. It is a function, so that a failing test does not show the key among its arguments.
            headers: Other headers.

        Raises:
            AssertionError: The contract does not document the answer.
            httpx.HTTPError: There is no answer.
        """
        if authorization is None and operation.models:
            self.purse.afford(worst_price(operation, body))
        response = self._send(operation, body, resource, authorization or "Bearer {}".format, headers or {})
        answer = Answer(response.status_code, _json(response), response.headers)
        self.purse.pay(answer.body)
        self._judge(operation, answer)
        return answer

    def _send(
        self,
        operation: Operation,
        body: Any,
        resource: str,
        authorization: Callable[[str], str],
        headers: Mapping[str, str],
    ) -> httpx.Response:
        given = authorization(self._api_key)
        sent = {**headers, "authorization": given} if given else headers
        request = self._client.build_request(operation.method, operation.url(resource), headers=sent, json=body)
        RECORD.requests.append(as_curl(request, self._api_key))
        return self._client.send(request)

    def _judge(self, operation: Operation, answer: Answer) -> None:
        RECORD.answers[operation.id, answer.status] += 1
        problems = list(operation.undocumented(answer.status, answer.body, ours_too=self._ours_too))
        assert not problems, problems
        media_type = answer.headers.get("content-type", "").partition(";")[0]
        assert media_type == JSON_TYPE, f"the answer is called {media_type!r}"
        if not self._ours_too:
            RECORD.beyond.update(operation.undocumented(answer.status, answer.body))

    def watch(self, reading: Operation, task_id: str, *, seconds: float) -> Iterator[dict[str, Any]]:
        """Poll a task and give each state, the last one ended.

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
        """Fetch a result as anyone may, without the key."""
        request = self._client.build_request("GET", link)
        RECORD.requests.append(as_curl(request, self._api_key))
        return self._client.send(request, follow_redirects=True)


def _json(response: httpx.Response) -> Any:
    """Read the body; one that is no JSON becomes text, which no answer of the contract is."""
    try:
        return response.json()
    except ValueError:
        return response.text
