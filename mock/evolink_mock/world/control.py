"""What callers can set in a world over HTTP, as JSON: outcomes of requests, and keys."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from evolink_mock.world.account import Account
from evolink_mock.world.masking import mask_key
from evolink_mock.world.messages import RefusedError
from evolink_mock.world.preference import PREFERENCES, shown
from evolink_mock.world.script import LASTING, Rule, read_rule
from evolink_mock.world.settings import check_api_key
from evolink_mock.world.state import World
from evolink_mock.world.unknown import unknown

_NAME = "key"
_SETTINGS = tuple(inspect.signature(World.add_key).parameters)[2:]


def rules(world: World) -> dict[str, Any]:
    """Return the rules that are set and not used up."""
    return {"rules": [_rule(rule) for rule in world.rules.rules]}


def set_rule(world: World, members: Mapping[str, Any]) -> dict[str, Any]:
    """Set a rule, and return it with its number.

    Raises:
        ValueError: The mock does not know something in it.
    """
    return _rule(world.add_rule(read_rule(members)))


def remove_rules(world: World) -> dict[str, Any]:
    """Remove all rules."""
    world.rules.remove(lambda _: True)
    return rules(world)


def remove_rule(world: World, number: str) -> dict[str, Any]:
    """Remove the rule of a number, and return those that are left.

    Raises:
        RefusedError: There is none.
    """
    if not world.rules.remove(lambda rule: str(rule.number) == number):
        raise RefusedError(404, "There is no such rule.")
    return rules(world)


def keys(world: World) -> dict[str, Any]:
    """Return the keys that are accepted."""
    return {"keys": [_key(account) for account in world.accounts.values()]}


def set_key(world: World, members: Mapping[str, Any]) -> dict[str, Any]:
    """Accept a key, or change the settings of one that is accepted.

    Raises:
        ValueError: There is no such setting, or it breaks its rule.
    """
    known = (_NAME, *_SETTINGS)
    for name in members:
        if name not in known:
            raise ValueError(unknown(name, known))
    if _NAME not in members:
        raise ValueError(f"{_NAME} is missing; the others are {', '.join(_SETTINGS)}")
    check_api_key(members[_NAME], _NAME)
    settings = {name: value for name, value in members.items() if name != _NAME}
    return _key(world.set_key(members[_NAME], **settings))


def remove_keys(world: World) -> dict[str, Any]:
    """Accept no key any more."""
    for key in [*world.accounts]:
        world.remove_key(key)
    return keys(world)


def remove_key(world: World, name: str) -> dict[str, Any]:
    """Accept a key no longer, named by itself or by its handle, and return those that are left.

    Raises:
        RefusedError: It is not accepted.
    """
    named = next((key for key, account in world.accounts.items() if name in (key, account.handle)), None)
    if named is None:
        raise RefusedError(404, "There is no such key.")
    world.remove_key(named)
    return keys(world)


def _rule(rule: Rule) -> dict[str, Any]:
    return {"number": rule.number, **dict(_members(rule))}


def _members(rule: Rule) -> Iterator[tuple[str, str | int]]:
    """Yield the members of a rule, as a caller could write them."""
    for name in PREFERENCES:
        if value := getattr(rule.preference, name):
            yield shown(name), value
    for name, value in (("on", rule.on), ("model", rule.model), ("key", mask_key(rule.key))):
        if value:
            yield name, value
    yield "times", LASTING if rule.times is None else rule.times


def _key(account: Account) -> dict[str, Any]:
    return {
        "key": mask_key(account.api_key),
        "handle": account.handle,
        "credits": account.granted,
        "models": None if account.models is None else sorted(account.models),
        "per_minute": account.rate_limit.per_minute if account.rate_limit else None,
        "max_files": account.max_files,
        "remaining": account.remaining,
        "reserved": account.reserved,
        "used": account.used,
    }
