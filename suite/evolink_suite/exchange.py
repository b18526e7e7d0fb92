"""A request and what came of it, as a report needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .masking import masked


class Sent(Protocol):
    """A request of httpx or of requests."""

    @property
    def method(self) -> Any:
        """The HTTP method."""
        ...

    @property
    def url(self) -> Any:
        """The address."""
        ...

    @property
    def headers(self) -> Any:
        """The headers."""
        ...


@dataclass
class Exchange:
    """A request and what came of it; the key is in the request only.

    Attributes:
        method: The HTTP method.
        url: The address.
        headers: The request's headers, names in lower case.
        body: The request's body.
        api_key: The key of the server, which is not shown.
        status: The answer's status; 0 if no answer came.
        answered: The answer's headers, names in lower case.
        text: The answer's body, masked.
        problem: Why no answer came; empty if one came.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: bytes
    api_key: str = field(repr=False)
    status: int = 0
    answered: dict[str, str] = field(default_factory=dict[str, str])
    text: str = ""
    problem: str = ""

    def receive(self, status: int, headers: Mapping[str, str], content: bytes) -> None:
        """Add the answer."""
        self.status = status
        self.answered = {name.lower(): masked(value, self.api_key) for name, value in headers.items()}
        self.text = masked(content.decode("utf-8", "replace"), self.api_key) if _is_text(self.answered) else ""
        if not self.text and content:
            self.text = f"({len(content):,} bytes)"


def exchange_of(request: Sent, api_key: str) -> Exchange:
    """Return a request that is about to be sent."""
    body = getattr(request, "content", None) or getattr(request, "body", None) or b""
    return Exchange(
        str(request.method),
        str(request.url),
        {str(name).lower(): _text(value) for name, value in request.headers.items()},
        body.encode() if isinstance(body, str) else bytes(body),
        api_key,
    )


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _is_text(headers: Mapping[str, str]) -> bool:
    kind = headers.get("content-type", "")
    return not kind.startswith(("image/", "video/", "audio/", "application/octet-stream"))
