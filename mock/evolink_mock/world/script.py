"""Outcomes that are set before the requests come, for callers that can't send a Prefer header.

A rule is a preference and what it waits for: `code=429, retry-after=2, on=create, times=3`. Rules with a number of
times come first, in the order in which they were set; once they are used up, the newest of the lasting ones applies.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from evolink_mock.world.contract import Operation, find_model, operations
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.preference import (
    NOTHING,
    OK,
    PREFERENCES,
    Preference,
    known_values,
    prefer,
    shown,
    split_parts,
    value_of,
)
from evolink_mock.world.settings import SettingError
from evolink_mock.world.unknown import brief, unknown

FILES = "files"
"""What rules call the download of a result or an upload, where an operation has its operationId."""
LASTING = "all"
"""The number of times that has no end."""
_CREATE, _POLL = "create", "poll"
_NUMBER = re.compile("[1-9][0-9]{0,8}")
_MOST_RULES = 1_000

Entry = str | Mapping[str, Any]
"""A rule as callers write it: a text such as `story=stuck, times=all`, or an object with the same members."""


class ScriptError(SettingError):
    """A rule that can't be read, or that no request could ever meet."""

    def __init__(self, problem: str) -> None:
        ValueError.__init__(self, f"script: {problem}")
        self.as_option = f"--script: {problem}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A preference, and the requests that it waits for.

    Attributes:
        preference: What happens to them.
        on: The operation: its operationId, or what it does; empty for each that the preference can be for.
        model: The model that they name, or whose task they are about; empty for any.
        key: Their API key; empty for any.
        times: How many of them are still to come; None for all.
        number: Which rule of the script it is, from 1.
    """

    preference: Preference
    on: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
    times: int | None = 1
    number: int = 0


_CONDITIONS = ("on", "model", "key", "times")
MEMBERS = (*PREFERENCES, *_CONDITIONS)


def read_rule(entry: Entry, **given: str) -> Rule:
    """Return the rule that a caller has written.

    Args:
        entry: The rule.
        given: Conditions that it has unless it says otherwise.

    Raises:
        ScriptError: The mock does not know something in it, or no request could meet it.
    """
    if not isinstance(entry, str | Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise ScriptError("a rule is a text or an object")
    try:
        members = given | (_of_text(entry) if isinstance(entry, str) else _of_object(entry))
        rule = Rule(
            _read_preference(members),
            on=_read_on(members.get("on", "")),
            model=find_model(members["model"]) if "model" in members else "",
            key=members.get("key", ""),
            times=_read_times(members.get("times", "1")),
        )
        _check_possible(rule)
    except ValueError as error:
        raise ScriptError(f"{brief(entry)!r}: {error}" if isinstance(entry, str) else str(error)) from None
    return rule


def read_rules(script: Iterable[Entry]) -> list[Rule]:
    """Return the rules of a script; a rule that stands alone is one, too.

    Raises:
        ScriptError: One can't be read, or met.
    """
    if not isinstance(script, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise ScriptError("rules are a text, an object, or a list of them")
    alone = isinstance(script, str | Mapping)
    return [read_rule(entry) for entry in cast("Iterable[Entry]", [script] if alone else script)]


class Script:
    """The rules that are set, in their order."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []
        self._last = 0

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are not used up."""
        return tuple(self._rules)

    def add(self, rule: Rule) -> Rule:
        """Set a rule after the others, and return it with its number.

        Raises:
            ScriptError: There are too many.
        """
        if len(self._rules) >= _MOST_RULES:
            raise ScriptError(f"there are {_MOST_RULES:,} rules already")
        self._last += 1
        numbered = replace(rule, number=self._last)
        self._rules.append(numbered)
        return numbered

    def remove(self, gone: Callable[[Rule], bool]) -> int:
        """Remove rules, and return how many they were."""
        kept = [rule for rule in self._rules if not gone(rule)]
        removed = len(self._rules) - len(kept)
        self._rules = kept
        return removed

    def take(self, key: str, operation: Operation | None, model: Callable[[], str]) -> Preference:
        """Return the preference for a request, and count it.

        Args:
            key: Its API key, or that of the owner of the file that it downloads.
            operation: Its operation; None for the download of a file.
            model: Returns the model that it is about; called only if a rule waits for a model.
        """
        if not self._rules:
            return NOTHING
        fitting = [
            rule
            for rule in self._rules
            if rule.key in ("", key)
            and _waits_for(rule, operation)
            and rule.model in ("", model() if rule.model else "")
        ]
        first = next((rule for rule in fitting if rule.times is not None), None)
        if first is None or first.times is None:
            return fitting[-1].preference if fitting else NOTHING
        place = self._rules.index(first)
        if first.times > 1:
            self._rules[place] = replace(first, times=first.times - 1)
        else:
            del self._rules[place]
        return first.preference


def places() -> Mapping[str, str]:
    """Return what a rule can wait for, and what that is."""
    words = {
        _CREATE: "any request that creates a task",
        _POLL: "any request that reads one task",
        FILES: "the download of a result or an upload",
    }
    return words | {operation.id: f"{operation.method} {'/'.join(operation.segments)}" for operation in operations()}


def _of_text(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, part in split_parts(text):
        _check_name(name, found)
        found[name] = value_of(part)
    return found


def _of_object(members: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given, value in members.items():
        name = f"{given}".lower().replace("-", "_")
        _check_name(name, found)
        found[name] = _as_text(given, value)
    return found


def _check_name(name: str, found: Mapping[str, str]) -> None:
    if name not in MEMBERS:
        raise ValueError(unknown(shown(name), map(shown, MEMBERS)))
    if name in found:
        raise ValueError(f"{shown(name)} is there twice")


def _as_text(name: str, value: Any) -> str:
    match value:
        case bool() | "":
            raise ValueError(f"{brief(name)} must be text or a whole number")
        case str() | int():
            return str(value)
        case _:
            raise ValueError(f"{brief(name)} must be text or a whole number")


def _read_preference(members: Mapping[str, str]) -> Preference:
    preference = prefer({name: members[name] for name in PREFERENCES if name in members})
    if preference is NOTHING:
        raise ValueError(f"it asks for nothing; use {_listed(map(shown, PREFERENCES))}")
    return preference


def _read_on(on: str) -> str:
    if on and on not in places():
        raise ValueError(unknown(on, places(), of="on"))
    return on


def _read_times(times: str) -> int | None:
    if times == LASTING:
        return None
    if not _NUMBER.fullmatch(times):
        raise ValueError(f"times={brief(times)} is unknown; use {LASTING}, or a number from 1 to 999,999,999")
    return int(times)


def _check_possible(rule: Rule) -> None:
    """Check that some request can meet a rule.

    Raises:
        ValueError: None can.
    """
    if rule.on == FILES:
        if rule.preference != Preference(fault=rule.preference.fault):
            raise ValueError(f"on={FILES} takes fault= alone")
        return
    waited = [each for each in operations() if _is_on(rule.on, each) and _is_about(rule.model, each)]
    if not waited:
        raise ValueError(f"no request of on={rule.on} is about the model {rule.model}")
    if any(_can_have(rule.preference, operation) for operation in waited):
        return
    where = " and ".join(f"{name}={value}" for name, value in (("on", rule.on), ("model", rule.model)) if value)
    known = {
        "code": dict.fromkeys((OK, *(name for each in waited for name in each.refusals))),
        "story": known_values()["story"] if any(each.models for each in waited) else (),
        "format": dict.fromkeys(suffix for each in waited for suffix in _formats(each)),
    }
    for name, values in known.items():
        asked = getattr(rule.preference, name)
        if asked and asked not in values:
            possible = f"use {_listed(values)}" if values else "it is for requests that create tasks"
            raise ValueError(f"{name}={asked} can't happen with {where}; {possible}")
    raise ValueError(f"{rule.preference} can't happen together")


def _waits_for(rule: Rule, operation: Operation | None) -> bool:
    if operation is None:
        return rule.on == FILES
    return _is_on(rule.on, operation) and _can_have(rule.preference, operation)


def _is_on(on: str, operation: Operation) -> bool:
    """Return whether an operation is the one that is waited for, or does what is waited for."""
    if on == _CREATE:
        return bool(operation.models)
    if on == _POLL:
        return operation.id in {each.link for each in operations()}
    return on in ("", operation.id)


def _is_about(model: str, operation: Operation) -> bool:
    """Return whether requests of an operation can be about a model: create it, or read its task."""
    return not model or model in operation.models or operation.id in {each.link for each in operations()}


def _can_have(preference: Preference, operation: Operation) -> bool:
    """Return whether a request of an operation can have a preferred outcome."""
    if preference.concerns_task and not operation.models:
        return False
    if preference.format and preference.format not in _formats(operation):
        return False
    return preference.code in ("", OK) or preference.code in operation.refusals


def _formats(operation: Operation) -> Iterable[str]:
    """Return the file formats that the tasks of an operation can make."""
    kind = KINDS.get(operation.kind)
    return kind.media_types if kind else ()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
