"""One model in detail: its parameters, rules and prices, and a call to copy."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from evolink._contract.limits import Schema, describe_all, describe_rules
from evolink._contract.models import example_request, python_call
from evolink._costs.words import duration, in_credits

from ._example_command import example_command
from ._parameters import Parameter, option_name, parameters_of
from ._tables import columns_of_output, emphasised, table

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

_EXAMPLE = {
    "usage.credits_reserved": ("reserves {} in the example of the documentation", in_credits),
    "task_info.estimated_time": ("takes about {} in the example of the documentation", duration),
}
_INDENT = "  "
_NAMES = 30
"""Characters of the column of names; what is said of a longer name begins in a line of its own."""
_CALLBACK = "x-evolink-callback-"
"""What the service does with an address of the user's: the same for every model, and no limit of a value."""


def describe_model(info: "ModelInfo") -> str:
    """Return all that the contract says of a model as text that fits the output."""
    parameters, request = parameters_of([info]), example_request(info)
    blocks = [
        "\n".join([*_head(info), *_cost(request)]),
        _parameters(info, parameters),
        _rules(info.schema),
        _prices(info.raw.get("x-evolink-prices", ())),
        *_calls(info, parameters, request),
        _block("pages", [page["url"] or page["name"] for page in info.raw.get("x-evolink-pages", ())]),
    ]
    return "\n\n".join(block for block in blocks if block)


def _head(info: "ModelInfo") -> Iterator[str]:
    yield emphasised(info.name)
    yield f"  makes {info.kind}; family {info.family}; client.{info.kind} in Python"
    yield from (f"  also {alias}" for alias in info.aliases)
    shown = info.raw.get("x-evolink-example", {})
    yield from (f"  {text.format(say(shown[name]))}" for name, (text, say) in _EXAMPLE.items() if name in shown)


def _cost(request: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield what the call to copy costs, if that is documented."""
    from evolink._costs.prices import Prices

    estimate = Prices().estimate(request) if request else None
    if estimate and estimate.credits is not None:
        yield from _indented(f"the call below costs {estimate}")


def _parameters(info: "ModelInfo", parameters: Sequence[Parameter]) -> str:
    """Return the names as a tree, each with what is said of it."""
    short = {parameter.name: parameter.short for parameter in parameters}
    rows = [
        (f"{_INDENT * depth}{name}{' *' * needed}{_short(short.get(full, ''))}", about_parameter(schema))
        for full, name, schema, needed, depth in flat_parameters(info.schema, "", 0)
    ]
    formatter = click.HelpFormatter(width=columns_of_output())
    with formatter.indentation():
        formatter.write_dl(rows, col_max=_NAMES)
    return f"{emphasised('parameters')} (* required)\n{formatter.getvalue().rstrip()}{_names_of_options(parameters)}"


def _names_of_options(parameters: Sequence[Parameter]) -> str:
    """Return how the options of parameters are named, by an example of each form."""
    forms = (
        [each for each in parameters if each.is_top and "_" in each.name and not each.is_outer],
        [each for each in parameters if not each.is_top and not each.is_outer],
    )
    shortest = [min(form, key=lambda each: len(each.name)) for form in forms if form]
    named = [f"{_INDENT}{option_name(each.path)} sets {each.name}" for each in shortest]
    return "\n".join(["\n", *named]) if named else ""


def _short(name: str) -> str:
    return f" (--{name})" if name else ""


def flat_parameters(schema: Schema, around: str, depth: int) -> Iterator[tuple[str, str, Schema, bool, int]]:
    """Yield every parameter with its full name, and whether it is required there; those inside an object follow it."""
    for name, inner in schema.get("properties", {}).items():
        if around or name != "model":
            yield f"{around}{name}", name, inner, name in schema.get("required", ()), depth
        yield from flat_parameters(inner, f"{around}{name}.", depth + 1)
        yield from flat_parameters(inner.get("items", {}), f"{around}{name}.", depth + 1)


def about_parameter(schema: Schema) -> str:
    limits = describe_all({name: value for name, value in schema.items() if not name.startswith(_CALLBACK)})
    facts = f"[{'; '.join(limits)}]" if limits else ""
    return "  ".join(text for text in (schema.get("description", ""), facts) if text)


def names_callback(schema: Schema) -> bool:
    """Whether a parameter is an address that the service reports the end of the task to."""
    return any(name.startswith(_CALLBACK) for name in schema)


def _rules(schema: Schema) -> str:
    lines = [part for rule in describe_rules(schema) for part in _indented(rule)]
    return "\n".join([emphasised("rules"), *lines]) if lines else ""


def _prices(rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return ""
    head, *lines = ([str(cell) for cell in row] for row in rows)
    return f"{emphasised('prices, as documented')}\n{table(head, lines)}"


def _calls(info: "ModelInfo", parameters: list[Parameter], request: dict[str, Any] | None) -> Iterator[str]:
    """Yield a call that the model accepts: as a command and in Python."""
    if request is not None:
        width = columns_of_output() - len(_INDENT)
        yield _block("a command to copy", example_command(request, parameters, width))
        yield _block("the same in Python", python_call(info, request))


def _indented(line: str) -> list[str]:
    return textwrap.wrap(line, columns_of_output(), initial_indent=_INDENT, subsequent_indent=_INDENT * 2)


def _block(title: str, lines: Sequence[str]) -> str:
    """Return lines under a title; nothing if there are none."""
    return "\n".join([emphasised(title), *(f"{_INDENT}{line}".rstrip() for line in lines)]) if lines else ""
