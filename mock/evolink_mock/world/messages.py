"""Requests and responses as plain values, free of any server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it was received.

    Attributes:
        method: The HTTP method, upper case.
        path: The path, still percent-encoded.
        headers: The headers, names in lower case.
        body: The whole body.
        query: The query string without its question mark, still percent-encoded.
    """

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""
    query: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer.

    Attributes:
        status: The HTTP status.
        headers: The headers, names in lower case.
        body: The whole body.
        fault: What goes wrong when it is sent; empty for nothing.
        ignored: In words, what of the request was ignored or read as something else; not sent.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    fault: str = ""
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One entry of the request log: a request, its answer, when it came (Unix seconds), and its number from 1."""

    at: float
    request: Request
    response: Response
    number: int

    @property
    def ignored(self) -> tuple[str, ...]:
        """In words, what of the request was ignored or read as something else."""
        return self.response.ignored


class RefusedError(Exception):
    """A request that is answered with an error.

    Attributes:
        status: The HTTP status of the answer, or the finer number that the files API has for it, such as 40002.
        message: What is wrong; empty for the contract's own wording.
        code: The code of the error; empty for the documented one of the status.
        param: The field that is wrong; empty if none is.
        headers: Further headers of the answer.
    """

    def __init__(
        self,
        status: int,
        message: str = "",
        *,
        code: str = "",
        param: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, message, code, param)
        self.status = status
        self.message = message
        self.code = code
        self.param = param
        self.headers = headers or {}


def json_response(status: int, value: Any, headers: Mapping[str, str] | None = None) -> Response:
    """Return a JSON answer; half a surrogate pair, which UTF-8 does not have, is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    body = text.encode("utf-8", "backslashreplace")
    return Response(status, {"content-type": JSON_TYPE, **(headers or {})}, body)
