"""Checks the settings of the mock at its start, so that none fails in the middle of a request."""

import re
from collections.abc import Iterable

from evolink_mock.world.masking import mask_key

_KEY = re.compile(r"[!-~]{1,1000}")


class SettingError(ValueError):
    """A setting that breaks its rule.

    Attributes:
        as_option: What is wrong, in the words of a command line.
    """

    def __init__(self, name: str, rule: str, value: object, *, option: str = "") -> None:
        what = f" {rule}, not {value!r}"
        super().__init__(name + what)
        self.as_option = (option or f"--{name.replace('_', '-')}") + what


def check_number(name: str, value: float | None, least: float, most: float) -> None:
    """Check a number; None sets no limit.

    Raises:
        SettingError: It is none, or out of its bounds.
    """
    if value is not None and (not _is_number(value) or not least <= value <= most):
        raise SettingError(name, f"must be a number from {least:,} to {most:,}", value)


def check_whole(name: str, value: int, least: int, most: int) -> None:
    """Check a whole number.

    Raises:
        SettingError: It is none, or out of its bounds.
    """
    if isinstance(value, float) or not _is_number(value) or not least <= value <= most:
        raise SettingError(name, f"must be a whole number from {least:,} to {most:,}", value)


def check_api_key(value: str, name: str = "api_key") -> None:
    """Check an API key, which is a setting of some name.

    Raises:
        SettingError: No Authorization header can carry it.
    """
    if not isinstance(value, str) or not _KEY.fullmatch(value):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise SettingError(name, "must be 1 to 1,000 ASCII characters without blanks", _masked(value))


def _masked(value: object) -> object:
    return mask_key(value) if isinstance(value, str) else value


def check_list(name: str, value: Iterable[str]) -> None:
    """Check that a setting of several texts is a list, and not one text, which Python would take apart.

    Raises:
        SettingError: It is not.
    """
    if isinstance(value, str) or not isinstance(value, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise SettingError(name, f"must be a list, such as [{f'{value}'!r}]", value)


def check_text(name: str, value: str) -> None:
    """Check that a setting, or a member of a list, is a text.

    Raises:
        SettingError: It is not.
    """
    if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise SettingError(name, "must be text", value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
