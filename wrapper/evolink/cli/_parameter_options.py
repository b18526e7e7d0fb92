"""Options for the parameters of the contract. A new model or parameter needs no change here."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from evolink._contract.limits import Schema, describe_parameter, values_of
from evolink.errors._shorten import short_repr

from ._parameters import Parameter, option_name

_NAME = "parameter_{}"
"""The name of a parameter in Click, which differs from the names of the command's own options."""
_SCALARS: Mapping[frozenset[str], Any] = {
    frozenset({"string"}): click.STRING,
    frozenset({"integer"}): click.INT,
    frozenset({"number"}): click.FLOAT,
    frozenset({"integer", "number"}): click.FLOAT,
}
_LINK = "FILE|URL"
_SIZES = "x-evolink-size-values"
_MOST_NUMBERS = 20
"""Whole numbers of a range that completion offers one by one."""
_SWITCH = {"true": True, "false": False}


def _json(text: str) -> Any:
    """Parse a JSON value."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise click.BadParameter(f"{short_repr(text)} is not valid JSON: {error}") from error


def json_or_text(text: str) -> Any:
    """Parse a JSON value, or return the text itself if it is not valid JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


class ParameterOption(click.Option):
    """The option of a parameter.

    Args:
        parameter: The parameter.
        flags: Its flags.
        model: The current name of the model that it is for; None for every model.
        hidden: Whether help and completion leave it out. They do so with what is shown in parts, and without a model
            with all but the common parameters.
    """

    def __init__(self, parameter: Parameter, flags: Sequence[str], model: str | None, *, hidden: bool = False) -> None:
        kind: dict[str, Any] = {"default": None}
        if not parameter.is_switch:
            # A second value for a single link would replace the first one silently, which is a file too few.
            several = parameter.is_list or parameter.is_link
            kind = {"type": _type(parameter), "multiple": several, "metavar": _metavar(parameter)}
        super().__init__(
            [click_name(parameter), *flags],
            help=_about(parameter, model),
            hidden=hidden or parameter.is_outer or (model is None and not parameter.is_common),
            **kind,
        )
        self.parameter = parameter

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help; both names of a switch in one."""
        record = super().get_help_record(ctx)
        if record is None or not self.parameter.is_switch:
            return record
        return f"--[no-]{self.opts[0].removeprefix('--')}", record[1]

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the value; of a single link, the only one.

        Raises:
            BadParameter: Several links are given where one can stand.
        """
        given: Any = super().process_value(ctx, value)
        if given == ():
            return None
        if given is None or self.parameter.is_list or not self.parameter.is_link:
            return given
        if len(given) > 1 and not ctx.resilient_parsing:
            others = " and ".join(map(option_name, self.parameter.same_kind))
            more = f"; {others} {'are' if ' and ' in others else 'is'} for another" if others else ""
            raise click.BadParameter(f"takes one file or link, not {len(given)}{more}", ctx, self)
        return given[0]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the values that begin so, each with what is special about it; the shell completes files itself."""
        del ctx
        if self.parameter.is_link:
            return [CompletionItem(incomplete, type="file")]
        offered = dict(value for schema in self.parameter.items for value in _values(schema))
        return [CompletionItem(value, help=text) for value, text in offered.items() if value.startswith(incomplete)]


def click_name(parameter: Parameter) -> str:
    """Return the name of a parameter in Click, which must be an identifier."""
    return _NAME.format(parameter.name.replace(".", "__"))


def options_for(
    parameters: Sequence[Parameter], taken: Iterable[str], model: str | None = None, *, hidden: bool = False
) -> Iterator[ParameterOption]:
    """Yield an option for each parameter; none if all its flags are taken, because `--set` can still set it.

    Args:
        parameters: The parameters.
        taken: The flags of the command's own options.
        model: The current name of the model that they are for; None for every model.
        hidden: Whether help and completion leave them out.
    """
    used = {*taken}
    exact = {option_name(parameter.path) for parameter in parameters}
    for parameter in parameters:
        named = option_name(parameter.path)
        free = [
            flag
            for flag in parameter.flags
            if not {*flag.split("/")} & used and (flag.startswith(named) or flag not in exact)
        ]
        if free:
            option = ParameterOption(parameter, free, model, hidden=hidden)
            used.update(option.opts, option.secondary_opts)
            yield option


def with_plain_switches(ctx: click.Context, arguments: Sequence[str], options: Iterable[ParameterOption]) -> list[str]:
    """Return arguments with `--name=true` and `--name=false` as the flags that Click knows.

    Args:
        ctx: The context, for errors.
        arguments: The arguments of the command.
        options: The options for parameters.

    Raises:
        BadParameter: The value of a switch is neither.
    """
    switches = {flag: option for option in options if option.parameter.is_switch for flag in option.opts}
    plain = list(arguments)
    end = plain.index("--") if "--" in plain else len(plain)
    for at, argument in enumerate(plain[:end]):
        flag, equals, value = argument.partition("=")
        if equals and flag in switches:
            option = switches[flag]
            if value.lower() not in _SWITCH:
                raise click.BadParameter(f"{short_repr(value)} is not true or false", ctx, option)
            plain[at] = flag if _SWITCH[value.lower()] else option.secondary_opts[0]
    return plain


def _about(parameter: Parameter, model: str | None) -> str:
    """Return the help of an option: what it is for, and for a chosen model its limits."""
    about = f"{parameter.description} Repeatable." if parameter.is_list else parameter.description
    if model is None:
        number = len(parameter.schemas)
        facts = f"{number} model{'' if number == 1 else 's'}"
    else:
        needed = ["required"] if model in parameter.required else []
        facts = "; ".join(filter(None, [*needed, describe_parameter(parameter.schemas[model]), *_members(parameter)]))
    return f"{about}  [{facts}]".lstrip() if facts else about.lstrip()


def _members(parameter: Parameter) -> Iterator[str]:
    """Yield what each object of a list has, if it is given as JSON."""
    for schema in parameter.items[:1]:
        if parameter.is_list and "properties" in schema and not parameter.is_outer:
            yield f"each an object with {', '.join(schema['properties'])}"


def _type(parameter: Parameter) -> Any:
    return _SCALARS.get(parameter.types, json_or_text if "string" in parameter.types else _json)


def _metavar(parameter: Parameter) -> str | None:
    if parameter.is_link:
        return _LINK
    if any(schema.get("format") == "uri" for schema in parameter.items):
        return "URL"
    if parameter.types in _SCALARS:
        return None
    scalars = {name: kind for kinds, kind in _SCALARS.items() if len(kinds) == 1 for name in kinds}
    if parameter.types and parameter.types <= scalars.keys():
        return "|".join(scalars[name].name.upper() for name in sorted(parameter.types))
    return "JSON"


def _values(schema: Schema) -> Iterator[tuple[str, str | None]]:
    """Yield the values that completion offers, each with what is special about it."""
    for option in (schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        remarks = (text.removeprefix(str(value)).strip(" ()") for value, text in _with_remarks(option))
        yield from zip(map(str, option.get("enum", ())), (remark or None for remark in remarks), strict=True)
        yield from ((str(value), None) for value in option.get(_SIZES, ()))
    least, most = schema.get("minimum"), schema.get("maximum")
    if "enum" not in schema and isinstance(least, int) and isinstance(most, int) and most - least < _MOST_NUMBERS:
        yield from ((str(number), None) for number in range(least, most + 1))


def _with_remarks(schema: Schema) -> Iterator[tuple[Any, str]]:
    return zip(schema.get("enum", ()), values_of(schema), strict=True)
