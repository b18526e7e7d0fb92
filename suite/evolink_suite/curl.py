"""A request as a curl command that repeats it byte for byte, with a variable in place of the key. Pure."""

import base64
import json
import re
import shlex
from collections.abc import Iterator
from typing import Final
from unicodedata import category

from .exchange import Exchange
from .masking import VARIABLE, parts

_SENT_ANYWAY: Final = frozenset(
    {"host", "accept", "accept-encoding", "connection", "user-agent", "content-length", "transfer-encoding"}
)
_LONGEST: Final = 60_000  # bytes; systems limit an argument to 128 KiB
_GLOBBED: Final = re.compile(r"[\[\]{}]")
_DOTS: Final = re.compile(r"/\.{1,2}(?:/|\?|$)")
_SPECIAL: Final = frozenset('\\"$`!')  # inside double quotes; the last one in an interactive shell
_VARIABLE: Final = f"${VARIABLE}"
_WORD: Final = re.compile(r"\w", re.ASCII)
_CREDENTIALS: Final = frozenset({"authorization", "x-api-key"})


def as_curl(exchange: Exchange) -> str:
    """Return the command that repeats a request."""
    lines = [" ".join(["curl", "--include", *_flags(exchange), _quoted(exchange.url, exchange.api_key)])]
    for name, value in exchange.headers.items():
        if name not in _SENT_ANYWAY:
            header = f"{name}: {value}" if value else f"{name};"
            lines.append(f"--header {_quoted(header, exchange.api_key, is_credential=name in _CREDENTIALS)}")
    if not exchange.body:
        return _joined(lines)
    if "content-type" not in exchange.headers:
        lines.append("--header 'content-type:'")  # curl would add one of its own
    text = _as_text(exchange.body)
    if text is not None:
        return _joined([*lines, f"--data-raw {_quoted(text, exchange.api_key)}"])
    encoded = base64.encodebytes(exchange.body).decode()
    return f"base64 --decode <<'END' | {_joined([*lines, '--data-binary @-'])}\n{encoded}END"


def _flags(exchange: Exchange) -> Iterator[str]:
    if exchange.method == "HEAD":
        yield "--head"
    else:
        yield from ("--request", shlex.quote(exchange.method))
    if _GLOBBED.search(exchange.url):
        yield "--globoff"
    if _DOTS.search(exchange.url):
        yield "--path-as-is"


def _joined(lines: list[str]) -> str:
    return " \\\n  ".join(lines)


def _as_text(body: bytes) -> str | None:
    """Return a body as text that survives a shell and a clipboard, or None.

    Characters that can't be seen are escaped where that changes nothing, which is inside the texts of JSON.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    if len(body) > _LONGEST:
        return None
    if all(map(_is_plain, text)):
        return text
    escaped = "".join(each if _is_plain(each) else _escaped(each) for each in text)
    try:
        same = json.loads(escaped) == json.loads(text)
    except (ValueError, RecursionError):
        return None
    return escaped if same else None


def _is_plain(character: str) -> bool:
    return character in " \n" or category(character)[0] not in "CZ"


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _inserted(found: list[tuple[str, bool]]) -> str:
    """Return parts as one text; the name of a variable that goes on in the text gets braces."""
    text = ""
    for part, _ in found:
        if text.endswith(_VARIABLE) and _WORD.match(part):
            text = f"{text.removesuffix(_VARIABLE)}${{{VARIABLE}}}"
        text += part
    return text


def _quoted(text: str, api_key: str, *, is_credential: bool = False) -> str:
    """Quote a word for a shell, which inserts the key."""
    found = list(parts(text, api_key, is_credential=is_credential))
    if not any(is_key for _, is_key in found):
        return shlex.quote(text)
    if not any(_SPECIAL & {*part} for part, is_key in found if not is_key):
        return f'"{_inserted(found)}"'
    return "".join(f'"{part}"' if is_key else shlex.quote(part) for part, is_key in found)
