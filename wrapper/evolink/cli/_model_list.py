"""Lists of models: a line for each, or only the names if there are many."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from evolink._contract.limits import Schema, types_of, values_of
from evolink._contract.link_places import ANY_NAME, link_places

from ._tables import columns_of_output, emphasised

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

_MOST_LINES = 40
"""Models that are listed with their limits in any case; of more, only the names are."""
_CHOICES = {"quality": ("", ""), "resolution": ("", ""), "duration": ("", " s"), "n": ("n ", "")}
"""Parameters that help to choose a model, with what stands around their values; its links are named before them."""
_SIGNS = {" (default)": "*", " (charged extra)": "+", " (default, charged extra)": "*+"}
_COUNTED = re.compile(r"\d[\d.–*+ ]*")
_NAMELESS = frozenset({ANY_NAME, "url"})
"""Steps of a path that do not say what the link is to."""
_FOLD = 2
_NARROWEST = 20
_JOINT = "\N{NO-BREAK SPACE}"
"""The space inside a limit: lines break only between limits."""


def list_models(infos: "Iterable[ModelInfo]", *, chosen: bool = False) -> str:
    """Return models by kind and family as text that fits the output.

    Args:
        infos: The models.
        chosen: Whether they were searched for, so that their limits are shown even if they are many.
    """
    by_kind: dict[str, dict[str, list[ModelInfo]]] = {}
    for info in infos:
        by_kind.setdefault(info.kind, {}).setdefault(info.family, []).append(info)
    number = sum(len(family) for families in by_kind.values() for family in families.values())
    with_limits = chosen or number <= _MOST_LINES
    lines: list[str] = []
    for kind, families in by_kind.items():
        count = sum(map(len, families.values()))
        lines += ["", emphasised(f"{kind} ({count})")]
        lines += _with_limits(families) if with_limits else _names_only(families)
    if with_limits:
        lines += ["", "* default, + charged extra; `evolink models NAME` shows one in detail"]
    else:
        lines += ["", "--kind and --search show fewer, with limits; `evolink models NAME` shows one"]
    return "\n".join(lines[1:])


def _names_only(families: "dict[str, list[ModelInfo]]") -> Iterator[str]:
    width = max(map(len, families)) + _FOLD
    for family in sorted(families):
        names = "  ".join(name for info in families[family] for name in (info.name, *info.aliases))
        yield from textwrap.wrap(
            names,
            columns_of_output(),
            initial_indent=f"  {family:<{width}}",
            subsequent_indent=" " * (width + _FOLD),
            break_on_hyphens=False,
            break_long_words=False,
        )


def _with_limits(families: "dict[str, list[ModelInfo]]") -> Iterator[str]:
    infos = [info for family in sorted(families) for info in families[family]]
    width = max(len(info.name) for info in infos) + _FOLD
    for info in infos:
        limits = textwrap.wrap(_joined(_limits(info.schema)), max(columns_of_output() - width - _FOLD, _NARROWEST))
        for name, line in zip_longest([info.name, *(f"  or {alias}" for alias in info.aliases)], limits, fillvalue=""):
            yield f"  {name:<{width}}{line.replace(_JOINT, ' ')}".rstrip()


def _joined(limits: Iterable[str]) -> str:
    """Return limits as a text that breaks only between them."""
    return ", ".join(limit.replace(" ", _JOINT) for limit in limits)


def _limits(schema: Schema) -> Iterator[str]:
    """Return what a request may bring, and the values to choose from."""
    for place in link_places(schema):
        name = next(step for step in reversed(place.names) if step not in _NAMELESS)
        name = name.removesuffix("_urls").removesuffix("_url")
        yield f"{name} ≤ {place.facts['maxItems']}" if "maxItems" in place.facts else name
    for name, (label, unit) in _CHOICES.items():
        if text := _choice(schema["properties"].get(name, {})):
            yield f"{label}{text}{unit if _COUNTED.fullmatch(text) else ''}"


def _choice(schema: Schema) -> str:
    values = values_of(schema)
    for remark, sign in _SIGNS.items():
        values = [value.replace(remark, sign) for value in values]
    if not values and types_of(schema) & {"integer", "number"}:
        least, most = schema.get("minimum", ""), schema.get("maximum", "")
        return f"{least}–{most}" if least != "" or most != "" else ""
    return "–".join((values[0], values[-1])) if _is_run(schema.get("enum", ())) else " ".join(values)


def _is_run(values: "list[object] | tuple[object, ...]") -> bool:
    """Whether a closed set is a longer run of whole numbers."""
    whole = [value for value in values if isinstance(value, int)]
    return len(whole) == len(values) > _FOLD and whole == list(range(whole[0], whole[-1] + 1))
