"""The API key, and how it is kept out of answers, errors with their causes, and log lines."""

import json
import logging
import re
from functools import cached_property
from weakref import WeakSet

_SHORTEST = 8
"""Characters; a shorter key is one of a test, and may appear in any answer by chance."""
_SHOWN = 4
_LEAST_TO_SHOW = 16
_STARS = "***"
_ESCAPES = ("\\", "%", "&#")
_PARTS = ("connection", "http11", "http2", "proxy", "socks")
_LOGGERS = ("evolink", "httpx", *(f"httpcore.{part}" for part in _PARTS))
"""The loggers of what a server says, one by one: the filters of a logger don't apply to its children."""


class SecretBytes(bytes):
    """Bytes that must be sent and never be seen: a traceback or a log line shows only that they are there."""

    def __repr__(self) -> str:
        return f"SecretBytes('{_STARS}')"

    __str__ = __repr__


class Secret:
    """An API key that shows itself nowhere: not in a repr, a log line, a traceback or a pickle."""

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the key itself, for the one header it belongs in."""
        return self._text

    @property
    def ending(self) -> str:
        """Its last characters, by which its owner knows it; empty for a short one, of which they would be much."""
        return self._text[-_SHOWN:] if len(self._text) >= _LEAST_TO_SHOW else ""

    def remove_from(self, text: str) -> str:
        """Return a text without the key, however that is escaped in it."""
        if len(self._text) < _SHORTEST:
            return text
        if not any(mark in text for mark in _ESCAPES) and self._text.lower() not in text.lower():
            return text  # nearly always, and a hundred times faster than looking for each spelling
        return self._spellings.sub(_STARS, text)

    def remove_from_bytes(self, text: bytes) -> bytes:
        """Return what a server said without the key. JSON is converted to UTF-8, in which the key can be found."""
        if b"\0" in text[:4]:
            text = text.decode(json.detect_encoding(text), "replace").encode()
        return self.remove_from(text.decode("latin-1")).encode("latin-1")

    def remove_from_error(self, error: BaseException) -> None:
        """Remove the key from an error and its causes: they quote what a server said."""
        left, seen = [error], set[int]()
        while left:
            each = left.pop()
            seen.add(id(each))
            each.args = tuple(self._clean(part) for part in each.args)
            if isinstance(each, UnicodeDecodeError):
                each.object = self.remove_from_bytes(each.object)
            left += [other for other in (each.__cause__, each.__context__) if other and id(other) not in seen]

    def keep_from_logs(self) -> None:
        """Remove the key from log lines, including those of httpx and httpcore about what a server said."""
        _FILTER.secrets.add(self)
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(_FILTER)

    @cached_property
    def _spellings(self) -> re.Pattern[str]:
        first, *others = map(_spellings, self._text)
        return re.compile("".join([first, *(rf"\\*{each}" for each in others)]), re.IGNORECASE)

    def _clean(self, part: object) -> object:
        if isinstance(part, str):
            return self.remove_from(part)
        return self.remove_from_bytes(part) if isinstance(part, bytes) else part

    def __repr__(self) -> str:
        return f"Secret('{_STARS}')"

    def __reduce__(self) -> str:
        raise TypeError("a client holds an API key and can't be pickled: create a new one where you need it")


class _Filter(logging.Filter):
    """Removes the keys of living clients from log lines."""

    def __init__(self) -> None:
        super().__init__()
        self.secrets: WeakSet[Secret] = WeakSet()

    def filter(self, record: logging.LogRecord) -> bool:
        message = cleaned = record.getMessage()
        for secret in list(self.secrets):
            cleaned = secret.remove_from(cleaned)
        if cleaned != message:
            record.msg, record.args = cleaned, ()
        return True


_FILTER = _Filter()


def _spellings(char: str) -> str:
    """Return a pattern of the ways to write a character: plain, and as JSON, Python, URLs and HTML escape it."""
    code = ord(char)
    ways = (
        re.escape(char),
        rf"\\+u00{code:02x}",
        rf"\\+u\{{0*{code:x}\}}",
        rf"\\+x{code:02x}",
        f"%(?:25)*{code:02x}",
        f"&#0*{code};",
        f"&#x0*{code:x};",
    )
    return f"(?:{'|'.join(ways)})"
