"""One authorised call of an operation, as its handler sees it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evolink_mock.world.account import Account
from evolink_mock.world.contract import Operation
from evolink_mock.world.files import own_path
from evolink_mock.world.messages import Request
from evolink_mock.world.preference import Preference
from evolink_mock.world.state import World


@dataclass(frozen=True, slots=True)
class Invocation:
    """What a handler works with.

    Attributes:
        world: The mock's state.
        request: The HTTP request.
        operation: The operation of the contract that was called.
        arguments: The path parameters, decoded and checked.
        query: The parameters of the query, read and checked, with their defaults.
        account: The account of the API key.
        now: The mock's time, Unix seconds.
        preference: The outcome that the request or a script prefers.
    """

    world: World
    request: Request
    operation: Operation
    arguments: Mapping[str, str]
    query: Mapping[str, Any]
    account: Account
    now: float
    preference: Preference

    @property
    def base_url(self) -> str:
        """The address at which the client reached the mock."""
        return self.world.addresses.base_url(self.request.headers)

    def own_path(self, link: str) -> str | None:
        """Return the path of a link to a file of the mock itself; None for other links."""
        return own_path(link, self._own_bases())

    def _own_bases(self) -> Iterator[str]:
        yield from self.world.addresses.own_bases(self.request.headers)
