"""Words that several reports share. Pure."""

import json
from http import HTTPStatus
from typing import Final

from .exchange import Exchange
from .verdict import Verdict

_LONGEST: Final = 4000  # characters of a body
_HEADERS: Final = ("content-type", "location", "retry-after", "x-request-id")


def heading(verdict: Verdict) -> str:
    """Return why not enough was judged."""
    return f"Stopped {verdict.stopped}" if verdict.stopped else f"Not judged to the end: {verdict.lacking}"


def shown_status(exchange: Exchange) -> str:
    """Return the status line of an answer with the headers that matter, or why there is none."""
    if exchange.problem:
        return exchange.problem
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:
        phrase = ""
    lines = [f"{name}: {exchange.answered[name]}" for name in _HEADERS if name in exchange.answered]
    return "\n".join([f"HTTP {exchange.status} {phrase}".rstrip(), *lines])


def body_of(exchange: Exchange) -> str:
    """Return the body of an answer, with line breaks if it is JSON."""
    try:
        text = json.dumps(json.loads(exchange.text), indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        text = exchange.text
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}\n… ({len(text):,} characters)"
