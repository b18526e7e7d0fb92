"""A command whose options come from the contract: those of the chosen model only."""

import os
from collections.abc import Iterable, Iterator, Sequence

import click

from evolink._contract.models import find_model

from ._command import Command
from ._parameter_options import ParameterOption, options_for, with_plain_switches
from ._parameters import Parameter, known_parameters

_CHOSEN = "evolink.model"
_OPTIONS = "evolink.options"
_ARGUMENTS = "evolink.arguments"
_VARIABLE = "EVOLINK_MODEL"


class ModelCommand(Command):
    """A command with an option for each parameter of the chosen model, or of every model if none is chosen.

    The parameters of other models are read as well if one of them is given, so that the check of the request names
    them together with all other rules that it breaks.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the model first, because it decides which options there are."""
        ctx.meta[_ARGUMENTS] = [*args]
        chosen = find_model(self._named_model(args) or "")
        ctx.meta[_CHOSEN] = chosen.name if chosen else None
        self._offer(ctx, known_parameters(_chosen(ctx)))
        try:
            return super().parse_args(ctx, with_plain_switches(ctx, args, parameter_options(ctx)))
        except click.NoSuchOption:
            if not chosen:
                raise
        own = [option.parameter.path for option in parameter_options(ctx)]
        self._offer(ctx, [each for each in known_parameters() if each.path not in own], hidden=True)
        try:
            return super().parse_args(ctx, with_plain_switches(ctx, args, parameter_options(ctx)))
        except click.NoSuchOption as error:
            shown = [each for each in error.possibilities or () if each not in _hidden(ctx)]
            raise click.NoSuchOption(error.option_name, possibilities=shown, ctx=ctx) from None

    def _offer(self, ctx: click.Context, parameters: Sequence[Parameter], *, hidden: bool = False) -> None:
        """Add options for parameters."""
        there = [*super().get_params(ctx), *parameter_options(ctx)]
        taken = {flag for param in there for flag in (*param.opts, *param.secondary_opts)}
        options = options_for(parameters, taken, None if hidden else _chosen(ctx), hidden=hidden)
        ctx.meta[_OPTIONS] = [*parameter_options(ctx), *options]

    def _named_model(self, args: Sequence[str]) -> str | None:
        """Return the model that arguments name, whatever other options they have."""
        reading = click.Context(self, ignore_unknown_options=True, resilient_parsing=True)
        named, _, _ = click.Command(None, params=self.params).make_parser(reading).parse_args(list(args))
        return named.get("model") or os.environ.get(_VARIABLE)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters and those of the contract."""
        if _OPTIONS not in ctx.meta:  # nothing was parsed, so no model is chosen
            self._offer(ctx, known_parameters())
        return [*super().get_params(ctx), *parameter_options(ctx)]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, then the parameters of the model."""
        with formatter.section("Options"):
            formatter.write_dl(list(_records(ctx, super().get_params(ctx))))
        model = _chosen(ctx)
        title = f"Parameters of {model}" if model else "Common parameters (those of a model: --model NAME --help)"
        with formatter.section(title):
            formatter.write_dl(list(_records(ctx, parameter_options(ctx))))


def parameter_options(ctx: click.Context) -> list[ParameterOption]:
    """Return the options for parameters that a command has in a context."""
    options: list[ParameterOption] = ctx.meta.get(_OPTIONS, [])
    return options


def given_arguments(ctx: click.Context) -> list[str]:
    """Return the arguments of the command as they were given."""
    arguments: list[str] = ctx.meta[_ARGUMENTS]
    return arguments


def _hidden(ctx: click.Context) -> set[str]:
    return {
        flag for option in parameter_options(ctx) if option.hidden for flag in (*option.opts, *option.secondary_opts)
    }


def _chosen(ctx: click.Context) -> str | None:
    """Return the current name of the given model, if it is known."""
    name: str | None = ctx.meta.get(_CHOSEN)
    return name


def _records(ctx: click.Context, params: Iterable[click.Parameter]) -> Iterator[tuple[str, str]]:
    for param in params:
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record:
            yield record
