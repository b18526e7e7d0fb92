# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""Contains shared errors types that can be raised from API functions"""

import json
from collections.abc import Mapping
from typing import Any

import httpx

_SHOWN = 500  # bytes of a body in a message


class UnexpectedStatus(Exception):
    """Raised by api functions when the response status an undocumented status and Client.raise_on_unexpected_status is True

    Attributes:
        status_code: The status of the response.
        content: Its body.
        headers: Its headers.
    """

    def __init__(self, status_code: int, content: bytes, headers: Mapping[str, str] | None = None):
        self.status_code = status_code
        self.content = content
        self.headers = headers or {}
        super().__init__(self._message())

    def __reduce__(self) -> Any:
        return type(self), (self.status_code, self.content, self.headers)

    def _message(self) -> str:
        return f"Unexpected status code: {self.status_code}\n\nResponse content:\n{self._beginning()}"

    def _beginning(self) -> str:
        more = "…" if len(self.content) > _SHOWN else ""
        return self.content[:_SHOWN].decode(errors="ignore") + more


class UnreadableResponse(UnexpectedStatus):
    """Raised by api functions when the status of the response is documented, but its body is not what is documented for it

    It is the HTML page of a gateway, for example, or JSON of another type; ``__cause__`` says what could not be read.
    If the status is 200, the request was probably carried out.
    """

    def _message(self) -> str:
        kind = self.headers.get("content-type", "without a content type")
        return f"Unreadable response with status code {self.status_code}, {kind}\n\nResponse content:\n{self._beginning()}"


UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a body that is not the documented one may raise."""


def read_json(response: httpx.Response, expected: type) -> Any:
    """Return the JSON body of a response, which must be of the expected type"""
    body = json.loads(response.content)
    if not isinstance(body, expected):
        raise TypeError(f"the JSON is a {type(body).__name__}, not a {expected.__name__}")
    return body


__all__ = ["UNREADABLE", "UnexpectedStatus", "UnreadableResponse", "read_json"]
