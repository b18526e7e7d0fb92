"""What a run saw, kept for its report."""

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
    """The run's memory.

    Attributes:
        answers: How often each operation answered with each status.
        beyond: What answers left out or did that only rules of our own forbid, and how often.
        requests: The requests of the test that runs, as curl commands.
        failures: The failed tests, each with the requests it sent last.
    """

    answers: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    beyond: Counter[str] = field(default_factory=Counter[str])
    requests: list[str] = field(default_factory=list[str])
    failures: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


RECORD: Final = Record()


def as_curl(request: Any, api_key: str) -> str:
    """Return the command that sends a request again; the key stands in it as $API_KEY."""
    words = ["curl", "--include", "--request", str(request.method), shlex.quote(str(request.url))]
    for name, value in httpx.Headers(dict(request.headers)).items():
        if name not in _SENT_ANYWAY:
            words += ["--header", _quoted(f"{name}: {value}", api_key)]
    body = getattr(request, "content", None) or getattr(request, "body", None) or b""
    text = body if isinstance(body, str) else body.decode("utf-8", "replace")
    return " ".join([*words, "--data-binary", shlex.quote(text)] if text else words)


def _quoted(text: str, api_key: str) -> str:
    """Quote a word for a shell, which is to put the key in."""
    if not api_key or api_key not in text:
        return shlex.quote(text)
    inner = text.replace(api_key, "\0")
    for special in ("\\", '"', "$", "`"):
        inner = inner.replace(special, f"\\{special}")
    return f'"{inner}"'.replace("\0", _KEY_SHOWN)
