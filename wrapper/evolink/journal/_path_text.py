"""A path as the database holds it: the name of a file may have bytes that are no text, which no database takes."""

from typing import Any

from sqlalchemy import Text, TypeDecorator

_SURROGATES = range(0xD800, 0xE000)
_AWAY = 0x100000
"""From a surrogate, by which Python stands for such a byte, to a private character, which no file has in its name."""
_STORED = {code: code + _AWAY for code in _SURROGATES}
_READ = {stored: code for code, stored in _STORED.items()}


class PathText(TypeDecorator[str]):
    """The text of a path, each character of which stays one character, so that beginnings can be compared."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Return what is stored."""
        del dialect
        return value if value is None or value.isascii() else value.translate(_STORED)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Return what was meant."""
        del dialect
        return value if value is None or value.isascii() else value.translate(_READ)
