"""The account of one API key: its credits and its limits."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from secrets import token_hex
from typing import Any

from evolink_mock.world.contract import find_model, usual_max_files
from evolink_mock.world.prices import round_credits
from evolink_mock.world.rate_limit import RateLimit
from evolink_mock.world.settings import SettingError, check_api_key, check_number, check_whole

_MOST = 10**9  # of anything that is counted: credits are exact up to there
_FEWEST_PER_MINUTE = 0.001

HANDLE_SCHEME = "mock-key"
"""The scheme of an Authorization header with an account's handle, in lower case."""


@dataclass(slots=True)
class Account:
    """The account of one API key.

    Attributes:
        api_key: The key.
        handle: Stands for the key in requests of the mock's page, which never sees the key.
        granted: Credits it was given in total; None if it is unlimited.
        models: Names of the models it may use; None for every model.
        rate_limit: How often it may call; None for no limit.
        max_files: How many uploaded files it may have at a time.
        reserved: Credits held for tasks that have not ended.
        used: Credits spent on completed tasks.
    """

    api_key: str = field(repr=False)
    granted: float | None
    models: frozenset[str] | None = None
    rate_limit: RateLimit | None = None
    max_files: int = field(default_factory=usual_max_files)
    handle: str = field(default_factory=partial(token_hex, 12), repr=False)
    reserved: float = 0.0
    used: float = 0.0

    @property
    def remaining(self) -> float:
        """Credits that are neither spent nor held; 0 for an unlimited key, which holds none."""
        return 0.0 if self.granted is None else round_credits(self.granted - self.reserved - self.used)

    def affords(self, amount: float) -> bool:
        """Return whether so many credits can be held."""
        return self.granted is None or amount <= self.remaining

    def reserve(self, amount: float) -> None:
        """Hold credits for a new task."""
        self.reserved = round_credits(self.reserved + amount)

    def release(self, amount: float, *, charged: float) -> None:
        """Release the credits held for a task that has ended, and spend what it cost."""
        self.reserved = round_credits(self.reserved - amount)
        self.used = round_credits(self.used + charged)


def open_account(
    api_key: str,
    credits: float | None = 100.0,
    models: Iterable[str] | None = None,
    per_minute: float | None = None,
    max_files: int | None = None,
) -> Account:
    """Return the account of a new key; see `World.add_key`.

    Raises:
        SettingError: A setting breaks its rule.
    """
    check_api_key(api_key)
    check_number("credits", credits, 0, _MOST)
    check_number("per_minute", per_minute, _FEWEST_PER_MINUTE, _MOST)
    allowed = None if models is None else _known_models(models)
    account = Account(api_key, credits, allowed, None if per_minute is None else RateLimit(per_minute))
    if max_files is not None:
        check_whole("max_files", max_files, 0, _MOST)
        account.max_files = max_files
    return account


def _known_models(models: Iterable[str]) -> frozenset[str]:
    listed: list[Any] = [*models] if isinstance(models, Iterable) and not isinstance(models, str) else [None]  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
    if not all(isinstance(name, str) for name in listed):
        raise SettingError("models", "must be names of models in a list", models)
    try:
        return frozenset(map(find_model, listed))
    except ValueError as error:
        raise SettingError("models", f"must be models of the contract ({error})", listed[:3]) from None
