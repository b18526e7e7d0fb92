"""Lists of models: a line for each, or only the names if there are many."""

import textwrap
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from evolink._contract.limits import Schema, types_of, values_of

from ._tables import columns_of_output, emphasised

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

_MOST_LINES = 40
"""Models that are listed with their limits; of more, only the names are."""
_CHOICES = ("quality", "resolution", "duration", "n")
"""Parameters that help to choose a model; its links are named before them."""
_SIGNS = {" (default)": "*", " (charged extra)": "+", " (default, charged extra)": "*+"}
_FOLD = 2


def list_models(infos: "Iterable[ModelInfo]") -> str:
    """Return models by kind and family as text that fits the output."""
    by_kind: dict[str, dict[str, list[ModelInfo]]] = {}
    for info in infos:
        by_kind.setdefault(info.kind, {}).setdefault(info.family, []).append(info)
    number = sum(len(family) for families in by_kind.values() for family in families.values())
    lines: list[str] = []
    for kind, families in by_kind.items():
        count = sum(map(len, families.values()))
        lines += ["", emphasised(f"{kind} ({count})")]
        lines += _with_limits(families) if number <= _MOST_LINES else _names_only(families)
    if number <= _MOST_LINES:
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
        line = f"  {info.name:<{width}}{', '.join(_limits(info.schema))}".rstrip()
        yield _cut(line, columns_of_output())
        yield from (f"    or {alias}" for alias in info.aliases)


def _limits(schema: Schema) -> Iterator[str]:
    """Return what a request may bring, and the values to choose from."""
    fields: dict[str, Schema] = schema["properties"]
    for name, field in fields.items():
        if name != "callback_url" and (_is_link(field) or _is_link(field.get("items", {}))):
            word = name.removesuffix("_urls").removesuffix("_url")
            yield f"{word} ≤ {field['maxItems']}" if "maxItems" in field else word
    for name in _CHOICES:
        if text := _choice(fields.get(name, {})):
            yield f"{name} {text}"


def _is_link(schema: Schema) -> bool:
    return schema.get("format") == "uri"


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


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1]}…"
