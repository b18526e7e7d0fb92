"""Compares two schemas of one field and returns every change in oasdiff's vocabulary. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.drift.differences import differences
from pipeline.drift.rules import ABSENT, ACTED_ON, PRICE, Effect, Keyword, Side, is_price, keyword
from pipeline.merging.agreement import Stated
from pipeline.reading.structure import place_name

Bump = Literal["none", "patch", "minor", "major"]
Severity = Literal["breaking", "may break", "warning", "harmless"]
_ACTED_ON = frozenset({"status", "code"})
_STRUCTURE = frozenset({"type", "format", "required", "properties", "items", "dependentSchemas"})


@dataclass(frozen=True)
class Change:
    """One fact that differs between the committed extract and the page as it is now.

    Attributes:
        page: Name of the page.
        id: oasdiff's id of the change, such as `request-property-max-length-decreased`.
        at: Place of the fact in the page, such as `request.prompt.maxLength`.
        old: The value before; None where nothing was stated.
        new: The value now; None where nothing is stated.
        old_line: Line of the fact, or of the node around it, on the page as it was.
        new_line: Line of the fact, or of the node around it, on the page as it is.
        severity: `breaking` if calls that were valid, or code that reads answers, now fail; `may break` if that is not
            known; `warning` if nothing fails, but maintainers must know.
        bump: The part of the product's version that the change raises.
    """

    page: str
    id: str
    at: str
    old: Any
    new: Any
    old_line: int
    new_line: int
    severity: Severity
    bump: Bump

    @property
    def breaking(self) -> bool:
        """Whether calls that were valid, or code that reads answers, now fail."""
        return self.severity == "breaking"

    def as_dict(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {**vars(self), "breaking": self.breaking}


@dataclass(frozen=True)
class Pair:
    """One node as it was and as it is.

    Attributes:
        subject: What oasdiff calls such a node.
        side: Whether users send it or read it.
        required: Whether it must be present.
        sure: Whether it is documented, and not only shown by an example.
    """

    old: Stated
    new: Stated
    subject: str
    side: Side = "request"
    required: bool = False
    sure: bool = True

    def child(self, *steps: str, subject: str = "", required: bool = False) -> "Pair":
        """Return the pair of nodes inside."""
        old, new = self.old.child(*steps), self.new.child(*steps)
        return Pair(old, new, subject or self.subject, self.side, required, self.sure)

    def values(self, key: str, default: Any = ABSENT) -> tuple[Any, Any]:
        """Return what both nodes have under a key."""
        return self.old.node.get(key, default), self.new.node.get(key, default)

    def inner(self) -> str:
        """Return what oasdiff calls a node inside this one."""
        return self.subject.replace("-body", "-property")

    def change(
        self, id_: str, *steps: str, effect: Effect, breaking: bool, values: tuple[Any, Any], warns: bool = False
    ) -> Change:
        """Return the change of what is at a place inside."""
        old, new = (None if value is ABSENT else value for value in values)
        breaking = breaking and self.sure
        bump: Bump = "major" if breaking else "minor" if effect == "widens" and self.sure else "patch"
        at = place_name((*self.new.at, *steps))
        lines = self.old.line(*steps), self.new.line(*steps)
        severity: Severity = "breaking" if breaking else "warning" if warns else "harmless"
        return Change(self.new.name, id_, at, old, new, *lines, severity, bump)


def schema_changes(pair: Pair) -> Iterator[Change]:
    """Compare two schemas of one field and everything inside them."""
    if pair.old.weak != pair.new.weak:
        # One of them shows the object only in its example, so its fields can't be compared.
        yield from keyword_changes(pair, frozenset({*pair.old.node, *pair.new.node} - {"x-evolink-read-off"}))
        return
    if pair.old.weak:
        pair = Pair(pair.old, pair.new, pair.subject, pair.side, pair.required, sure=False)
    yield from _type(pair)
    yield from keyword_changes(pair, _STRUCTURE)
    yield from _fields(pair)
    yield from _inside(pair)


def keyword_changes(pair: Pair, other: frozenset[str]) -> Iterator[Change]:
    """Compare every keyword that contains no schemas."""
    for name in union(pair.old.node, pair.new.node):
        if name in other:
            continue
        for action, old, new in differences(_rule(pair, name), *pair.values(name)):
            rule = PRICE if is_price(name, old) or is_price(name, new) else _rule(pair, name)
            id_ = rule.id(action, pair.subject, required=pair.required)
            breaking, warns = rule.breaks(action, pair.side), action in rule.warns
            yield pair.change(id_, name, effect=rule.effect(action), breaking=breaking, warns=warns, values=(old, new))


def _rule(pair: Pair, name: str) -> Keyword:
    """Return the rule of a keyword where it stands."""
    acted_on = pair.new.at[-1:] and (pair.new.at[-1] in _ACTED_ON or pair.new.at[-2:-1] == ("schemas",))
    return ACTED_ON if name == "enum" and pair.side == "response" and acted_on else keyword(name)


def _type(pair: Pair) -> Iterator[Change]:
    old, new = _Type.of(pair.old.node), _Type.of(pair.new.node)
    if old.null != new.null and old.names and new.names:
        id_ = f"{pair.subject}-became-{'nullable' if new.null else 'not-nullable'}"
        effect: Effect = "widens" if new.null else "narrows"
        breaking = old.null and pair.side == "request"
        yield pair.change(id_, "type", effect=effect, breaking=breaking, values=(str(old), str(new)))
    if (old.names, old.format) == (new.names, new.format):
        return
    wider, narrower = old.within(new), new.within(old)
    several = max(len(old.names), len(new.names)) > 1
    if pair.side == "request":
        suffix = "type-generalized" if wider else "type-changed"
        breaking = not wider
    else:
        suffix = "type-generalized" if wider else "type-specialized" if narrower else "type-changed"
        breaking = not narrower
    if several and (wider or narrower):
        suffix = f"list-of-types-{'widened' if wider else 'narrowed'}"
    effect = "widens" if wider else "narrows" if narrower else "incomparable"
    id_ = f"{pair.subject}-{suffix}"
    yield pair.change(id_, "type", effect=effect, breaking=breaking, values=(str(old), str(new)))


@dataclass(frozen=True)
class _Type:
    """A schema's types and format as one fact; no types means any type."""

    names: frozenset[str]
    null: bool
    format: str | None

    @classmethod
    def of(cls, node: dict[str, Any]) -> "_Type":
        said = node.get("type", [])
        names = {said} if isinstance(said, str) else set(said)
        return cls(frozenset(names - {"null"}), "null" in names, node.get("format"))

    def within(self, other: "_Type") -> bool:
        """Return whether the other type accepts every value of this one."""
        names = other.names | ({"integer"} if "number" in other.names else set())
        known = not other.names or (bool(self.names) and self.names <= names)
        return known and other.format in {None, self.format}

    def __str__(self) -> str:
        names = "|".join([*sorted(self.names), *(["null"] if self.null else [])]) or "any"
        return f"{names}<{self.format}>" if self.format else names


def _fields(pair: Pair) -> Iterator[Change]:
    old, new = pair.values("properties", {})
    old_required, new_required = pair.values("required", [])
    for name in union(old, new, old_required, new_required):
        was, now = name in old_required, name in new_required
        if (name in old) != (name in new):
            added = name in new
            yield _field(pair, name, added=added, required=now if added else was)
            continue
        if name in old:
            inner = pair.child("properties", name, subject=pair.inner(), required=now)
            yield from requirement_changes(inner, was=was, now=now)
            yield from schema_changes(inner)
        elif was != now:
            id_ = f"{pair.inner()}-became-{'required' if now else 'optional'}"
            breaking = now if pair.side == "request" else was
            yield pair.change(id_, "required", effect="incomparable", breaking=breaking, values=(ABSENT, name))


def _field(pair: Pair, name: str, *, added: bool, required: bool) -> Change:
    """Return the change of a field that was added or removed.

    No page says which fields every answer has, so code may read any field that is removed.
    """
    need = "required" if required else "optional"
    if pair.side == "response":
        id_ = f"response-{need}-property-{'added' if added else 'removed'}"
        breaking = not added
    else:
        with_default = added and required and "default" in pair.new.node["properties"][name]
        new = f"new-{need}-request-property{'-with-default' if with_default else ''}"
        id_ = new if added else "request-property-removed"
        breaking = required or not added
    values = (ABSENT, name) if added else (name, ABSENT)
    effect: Effect = "widens" if added else "narrows"
    return pair.change(id_, "properties", name, effect=effect, breaking=breaking, values=values)


def requirement_changes(pair: Pair, *, was: bool, now: bool) -> Iterator[Change]:
    """Return whether a field, a parameter or the body became required or optional."""
    if was == now:
        return
    with_default = now and pair.side == "request" and "default" in pair.new.node
    id_ = f"{pair.subject}-became-{'required' if now else 'optional'}{'-with-default' if with_default else ''}"
    breaking = now if pair.side == "request" else was
    effect: Effect = "widens" if was and pair.side == "request" else "narrows"
    values = ("required", "optional") if was else ("optional", "required")
    yield pair.change(id_, effect=effect, breaking=breaking, values=values)


def _inside(pair: Pair) -> Iterator[Change]:
    """Compare the items of an array, and what a field demands of other fields."""
    if "items" in pair.old.node and "items" in pair.new.node:
        yield from schema_changes(pair.child("items", subject=pair.inner()))
    elif pair.old.node.get("type") == pair.new.node.get("type"):
        yield from keyword_changes(pair, frozenset({*pair.old.node, *pair.new.node} - {"items"}))
    old, new = pair.values("dependentSchemas", {})
    for name in union(old, new):
        if name in old and name in new:
            yield from schema_changes(pair.child("dependentSchemas", name, subject=pair.inner()))
            continue
        added = name in new
        id_ = f"{pair.subject}-dependent-schema-{'added' if added else 'removed'}"
        values = (ABSENT, {name: new[name]}) if added else ({name: old[name]}, ABSENT)
        breaking = added == (pair.side == "request")
        effect: Effect = "narrows" if added else "widens"
        yield pair.change(id_, "dependentSchemas", effect=effect, breaking=breaking, values=values)


def union(*groups: Iterable[Any]) -> list[Any]:
    """Return each member of the groups once, in their order."""
    return list(dict.fromkeys(each for group in groups for each in group))
