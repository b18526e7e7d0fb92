"""What a run recorded for its report."""

import shlex
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

_KEY_SHOWN: Final = "$API_KEY"
_SENT_ANYWAY: Final = frozenset(
    {"host", "accept", "accept-encoding", "connection", "user-agent", "content-length", "transfer-encoding"}
)


@dataclass
class Record:
    """What a run recorded.

    Attributes:
        answers: How often each operation answered with each status.
        beyond: Answers that only our own rules forbid, and how often each was found.
        absent: Operations that no page documents, and the service does not have.
        requests: The requests of the current test, as curl commands.
        failures: The failed tests, each with its last requests.
    """

    answers: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    beyond: Counter[str] = field(default_factory=Counter[str])
    absent: set[str] = field(default_factory=set[str])
    requests: list[str] = field(default_factory=list[str])
    failures: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


RECORD: Final = Record()


def as_curl(request: Any, api_key: str) -> str:
    """Return the command that repeats a request, with $API_KEY in place of the key."""
    words = ["curl", "--include", "--request", str(request.method), shlex.quote(str(request.url))]
    for name, value in httpx.Headers(dict(request.headers)).items():
        if name not in _SENT_ANYWAY:
            words += ["--header", _quoted(f"{name}: {value}", api_key)]
    body = getattr(request, "content", None) or getattr(request, "body", None) or b""
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    return " ".join([*words, "--data-binary", shlex.quote(text)] if text else words)


def _quoted(text: str, api_key: str) -> str:
    """Quote a word for a shell, which inserts the key."""
    if not api_key or api_key not in text:
        return shlex.quote(text)
    inner = text.replace(api_key, "\0")
    for special in ("\\", '"', "$", "`"):
        inner = inner.replace(special, f"\\{special}")
    return f'"{inner}"'.replace("\0", _KEY_SHOWN)
