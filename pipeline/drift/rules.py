"""What oasdiff calls a change of each keyword, and whether the change breaks callers.

The rules are oasdiff's, with one difference: the client reads answers leniently, so a wider answer (a new value, a
null, a looser bound) breaks no client. A reader breaks if a field is gone or has another type.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Effect = Literal["narrows", "widens", "incomparable", "none"]
Action = Literal[
    "set", "unset", "increased", "decreased", "value-added", "value-removed", "value-changed", "changed"
]  # fmt: skip
Side = Literal["request", "response"]
_CONTRARY: dict[Effect, Effect] = {"narrows": "widens", "widens": "narrows"}
ABSENT: Any = object()
"""The value of a keyword that a page does not state."""


@dataclass(frozen=True)
class Keyword:
    """How a keyword's changes are named and judged.

    Attributes:
        stem: The keyword's part of an id, such as `max-length`.
        presence: The effect of stating it on the set of accepted values.
        growth: The effect of a larger number or of another member.
        change: The effect of another value if values have no order.
        whole: Whether its value is compared as a whole, even if it is a number or a list.
        named: Ids that do not follow the pattern `{subject}-{stem}-{action}`.
        breaks_readers: Actions that break code which reads it in an answer.
        warns: Actions that break nothing, but that maintainers must know about.
        counted: Whether only the length of a list is judged.
        ranged: Whether a list is the lowest and the highest number, and grows if it contains all it did.
        default: What its absence means.
    """

    stem: str
    presence: Effect
    growth: Effect = "incomparable"
    change: Effect = "incomparable"
    whole: bool = False
    named: dict[Action, str] = field(default_factory=dict)
    breaks_readers: frozenset[Action] = frozenset()
    warns: frozenset[Action] = frozenset()
    counted: bool = False
    ranged: bool = False
    default: Any = ABSENT

    def effect(self, action: Action) -> Effect:
        """Return the effect of an action on the set of accepted values."""
        if action in {"set", "unset"}:
            return self.presence if action == "set" else contrary(self.presence)
        if action in {"increased", "value-added"}:
            return self.growth
        return contrary(self.growth) if action in {"decreased", "value-removed"} else self.change

    def breaks(self, action: Action, side: Side) -> bool:
        """Return whether an action breaks a user of the client."""
        if side == "response":
            return action in self.breaks_readers
        return self.effect(action) in {"narrows", "incomparable"}

    def id(self, action: Action, subject: str, *, required: bool) -> str:
        """Return the change's id; the subject is oasdiff's, such as `request-property`."""
        pattern = self.named.get(action, "{subject}-{stem}-{action}")
        need = subject.replace("property", f"{'required' if required else 'optional'}-property")
        return pattern.format(subject=subject, stem=self.stem, action=action, subject_by_need=need)


def contrary(effect: Effect) -> Effect:
    """Return the effect of the opposite change."""
    return _CONTRARY.get(effect, effect)


def _upper(stem: str) -> Keyword:
    return Keyword(stem, presence="narrows", growth="widens")


def _lower(stem: str) -> Keyword:
    return Keyword(stem, presence="narrows", growth="narrows")


def _switch(stem: str, presence: Effect, on: str, off: str) -> Keyword:
    return Keyword(stem, presence, named={"set": on, "unset": off}, default=False)


def _union(stem: str) -> Keyword:
    added, removed = f"{{subject}}-{stem}-added", f"{{subject}}-{stem}-removed"
    named: dict[Action, str] = {"set": added, "unset": removed, "value-added": added, "value-removed": removed}
    return Keyword(
        stem, "incomparable", "widens", named=named, breaks_readers=frozenset({"set", "unset", "value-added"})
    )


def _conditions(stem: str) -> Keyword:
    added, removed, changed = (f"{{subject}}-{stem}-{suffix}" for suffix in ("added", "removed", "changed"))
    named: dict[Action, str] = {
        "set": added, "unset": removed, "value-added": added, "value-removed": removed, "value-changed": changed,
    }  # fmt: skip
    lost: frozenset[Action] = frozenset({"unset", "value-removed", "value-changed"})
    return Keyword(stem, "narrows", "narrows", named=named, breaks_readers=lost)


_UPPER = {"maxLength": "max-length", "maxItems": "max-items", "maxProperties": "max-properties", "maximum": "max",
          "exclusiveMaximum": "exclusive-max"}  # fmt: skip
_LOWER = {"minLength": "min-length", "minItems": "min-items", "minProperties": "min-properties", "minimum": "min",
          "exclusiveMinimum": "exclusive-min"}  # fmt: skip
# What the service does for its users: more is better.
_PROMISES = ("alias", "also-named", "any-case", "automatic", "callback-after-billing", "callback-body",
             "callback-events", "callback-success", "callback-timeout", "data-uri", "link-or-id", "may-be-blank",
             "result-lifetime")  # fmt: skip
# What users must do, and where a value has no effect.
_DUTIES = ("advanced-only", "continues", "effective-when", "ignored-when", "items-together", "no-advanced-but",
           "no-effect", "opaque", "private-hosts-forbidden", "same-size-as", "task-id", "url-reachable",
           "used-once")  # fmt: skip
# What users pay: another price breaks nothing, but that they must know.
_PRICES = ("base-units-per-second", "billed-per-image", "billed-per-second", "billed-with-inputs", "charged-extra",
           "charged-less", "free-items", "price-factors", "price-neutral", "priced-by-value",
           "reserved-seconds")  # fmt: skip
# Closed sets of what a file or a value may be.
_SETS = ("audio-codecs", "effective-for", "image-formats", "languages", "size-values", "video-codecs",
         "video-resolutions")  # fmt: skip
# The lowest and the highest number of what a file or a size has.
_RANGES = ("image-ratio", "image-side-pixels", "size-pixels", "size-ratio", "size-sides")
# What imposes no rule.
_TOLD = ("available-now", "made-by", "recommended-file-seconds", "recommended-max-length", "result-index", "truncates",
         "error-types", "example", "read-off")  # fmt: skip
_ANY: frozenset[Action] = frozenset(get_args(Action))
_MONEY = re.compile(r"credit|cost|price|billing", re.IGNORECASE)


def _acted_on(stem: str, presence: Effect, growth: Effect) -> Keyword:
    """Return the rule of names that the client acts on: each that goes breaks it, and each that comes is a warning."""
    named: dict[Action, str] = {"set": f"{{subject}}-became-{stem}", "unset": f"{{subject}}-{stem}-removed"}
    return Keyword(
        stem, presence, growth, "none",
        named=named if stem == "enum" else {},
        breaks_readers=frozenset({"value-removed"}),
        warns=frozenset({"value-added", "value-changed", "unset"}),
    )  # fmt: skip


ACTED_ON = _acted_on("enum", "narrows", "widens")
"""The rule of the closed set of a task's statuses, and of failure codes."""
PRICE = Keyword("example-price", "none", "none", "none", warns=_ANY)
"""The rule of a figure of credits in an example."""

BOUNDS = frozenset({*_UPPER, *_LOWER})
"""The keywords whose values are bounds."""
KEYWORDS: dict[str, Keyword] = {
    **{keyword: _upper(stem) for keyword, stem in _UPPER.items()},
    **{keyword: _lower(stem) for keyword, stem in _LOWER.items()},
    "multipleOf": Keyword("multiple-of", "narrows", whole=True),
    "uniqueItems": _switch("unique-items", "narrows", "{subject}-{stem}-set", "{subject}-{stem}-unset"),
    "pattern": Keyword(
        "pattern", "narrows", whole=True, named={"set": "{subject}-pattern-added", "unset": "{subject}-pattern-removed"}
    ),
    # Another default changes what the same call means and costs; a default stated for the first time changes nothing.
    "default": Keyword(
        "default-value", "none", whole=True,
        named={"set": "{subject}-default-value-added", "unset": "{subject}-default-value-removed"},
    ),
    "enum": Keyword(
        "enum", "narrows", "widens", named={"set": "{subject}-became-enum", "unset": "{subject}-enum-removed"}
    ),
    "deprecated": _switch("deprecated", "none", "{subject}-deprecated", "{subject}-reactivated"),
    "readOnly": _switch(
        "read-only", "narrows", "{subject_by_need}-became-read-only", "{subject_by_need}-became-not-read-only"
    ),
    "writeOnly": _switch(
        "write-only", "none", "{subject_by_need}-became-write-only", "{subject_by_need}-became-not-write-only"
    ),
    "oneOf": _union("one-of"),
    "anyOf": _union("any-of"),
    "allOf": _conditions("all-of"),
    "dependentRequired": _conditions("dependent-required"),
    "operationId": Keyword(
        "operation-id", "none", change="none", whole=True,
        named={"set": "api-operation-id-added", "unset": "api-operation-id-removed",
               "changed": "api-operation-id-removed"},
    ),
    "x-evolink-size-step": Keyword("x-evolink-size-step", "narrows", whole=True),
    "x-evolink-inputs-plus-outputs": _upper("x-evolink-inputs-plus-outputs"),
    **{f"x-evolink-{name}": Keyword(f"x-evolink-{name}", "narrows", "widens", ranged=True) for name in _RANGES},
    **{f"x-evolink-{name}": Keyword(f"x-evolink-{name}", "narrows", "widens") for name in _SETS},
    "x-evolink-callback-retries": Keyword("x-evolink-callback-retries", "widens", "widens", "none", counted=True),
    **{f"x-evolink-{name}": Keyword(f"x-evolink-{name}", "none", "none", "none", warns=_ANY) for name in _PRICES},
    "x-evolink-prices": Keyword("x-evolink-prices", "none", "none", "none", whole=True, warns=_ANY),
    **{f"x-evolink-{name}": _acted_on(f"x-evolink-{name}", "none", "none") for name in ("error-codes", "failures")},
    "x-evolink-unit": Keyword("x-evolink-unit", "none", breaks_readers=frozenset({"changed"})),
    **{f"x-evolink-{name}": Keyword(f"x-evolink-{name}", "widens", "widens") for name in _PROMISES},
    **{f"x-evolink-{name}": Keyword(f"x-evolink-{name}", "narrows", "narrows") for name in _DUTIES},
    **{f"x-evolink-{name}": Keyword(f"x-evolink-{name}", "none", "none", "none") for name in _TOLD},
}  # fmt: skip


def keyword(name: str) -> Keyword:
    """Return the rule of a keyword; every change of an unlisted keyword counts as breaking."""
    if name in KEYWORDS:
        return KEYWORDS[name]
    if name.startswith(("x-evolink-max-", "x-evolink-min-")):
        return _upper(name) if name.startswith("x-evolink-max-") else _lower(name)
    stem = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name)
    return Keyword(stem, "incomparable", breaks_readers=_ANY)


def is_price(name: str, entry: Any) -> bool:
    """Return whether an entry of an example is a figure of credits."""
    return name == "x-evolink-example" and isinstance(entry, dict) and any(map(_MONEY.search, entry))
