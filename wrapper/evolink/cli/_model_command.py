"""A command whose options come from the contract: those of the chosen model only."""

import os
from collections.abc import Iterable, Sequence

import click

from evolink._contract.models import example_request, find_model

from ._command import Command, wants_all, write_options
from ._example_command import example_command
from ._parameter_options import ParameterOption, options_for, with_plain_switches
from ._parameters import MODEL_VARIABLE, Parameter, known_parameters
from ._prompt_words import Typed, read_words, refuse_dashes, refuse_words, with_joined_prompt
from ._usage_texts import meant_option

_CHOSEN = "evolink.model"
_OPTIONS = "evolink.options"
_ARGUMENTS = "evolink.arguments"


class ModelCommand(Command):
    """A command with an option for each parameter of the chosen model, or of every model if none is chosen.

    The parameters of other models are read as well if one of them is given, so that the check of the request names
    them together with all other rules that it breaks.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the model first, because it decides which options there are.

        Raises:
            UsageError: The arguments are not valid, or may be meant otherwise.
        """
        ctx.meta[_ARGUMENTS] = [*args]
        chosen = find_model(self._named_model(args) or "")
        ctx.meta[_CHOSEN] = chosen.name if chosen else None
        self._offer(ctx, known_parameters(_chosen(ctx)))
        args = with_joined_prompt(args)
        try:
            return self._parse_words(ctx, args)
        except click.NoSuchOption as error:
            if not chosen:
                self._refuse_dashes(ctx, args, error)
                raise
        own = [option.parameter.path for option in parameter_options(ctx)]
        self._offer(ctx, [each for each in known_parameters() if each.path not in own], hidden=True)
        try:
            return self._parse_words(ctx, args)
        except click.NoSuchOption as error:
            self._refuse_dashes(ctx, args, error)
            raise

    def _parse_words(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, unless the words of the prompt may be meant otherwise."""
        if not ctx.resilient_parsing:
            self.refuse_single_dashes(ctx, args)
            refuse_words(ctx, self._read_words(ctx, args))
        return super().parse_args(ctx, with_plain_switches(ctx, args, parameter_options(ctx)))

    def _refuse_dashes(self, ctx: click.Context, args: list[str], error: click.NoSuchOption) -> None:
        """Refuse what may be a prompt that begins with a dash."""
        typed = self._read_words(ctx, args)
        refuse_dashes(ctx, args, typed)
        if not any(word[:1] != "-" for word in (*typed.before, *typed.after)) and not meant_option(error):
            raise click.UsageError(
                f"No such option {error.option_name!r}. A prompt that begins with a dash goes after --.", ctx
            )

    def _read_words(self, ctx: click.Context, args: list[str]) -> Typed:
        own = [param for param in self.params if isinstance(param, click.Option)]
        return read_words(args, [*own, *parameter_options(ctx)])

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
        return named.get("model") or os.environ.get(MODEL_VARIABLE)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters and those of the contract."""
        if _OPTIONS not in ctx.meta:  # nothing was parsed, so no model is chosen
            self._offer(ctx, known_parameters())
        return [*super().get_params(ctx), *parameter_options(ctx)]

    def help_command(self, ctx: click.Context) -> str:
        """Return the command that shows the help with the options of the chosen model."""
        model = _chosen(ctx)
        return f"{ctx.command_path} -m {model} --help" if model else super().help_command(ctx)

    def _own_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters of the command itself."""
        return super().get_params(ctx)

    def _format_more_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the parameters of the chosen model; without one, those of many models if all options are wanted."""
        model = _chosen(ctx)
        if model or wants_all(ctx):
            title = f"Parameters of {model}" if model else "Parameters of many models"
            write_options(ctx, formatter, title, parameter_options(ctx))
        formatter.write_paragraph()
        formatter.write(  # a line to copy, which is never broken
            f"Rules and prices: {ctx.find_root().info_name} models {model}\n"
            if model
            else f"Parameters of a model (--image, --size, …): {ctx.command_path} -m NAME -h\n"
        )

    def _examples(self, ctx: click.Context, formatter: click.HelpFormatter) -> Iterable[str]:
        """Return the lines of the examples; of a chosen model, a call that it accepts."""
        info = find_model(_chosen(ctx))
        request = example_request(info) if info else None
        if info is None or request is None:
            return super()._examples(ctx, formatter)
        width = formatter.width - formatter.indent_increment
        return self.with_program(ctx, example_command(request, known_parameters(info.name), width))


def parameter_options(ctx: click.Context) -> list[ParameterOption]:
    """Return the options for parameters that a command has in a context."""
    options: list[ParameterOption] = ctx.meta.get(_OPTIONS, [])
    return options


def given_arguments(ctx: click.Context) -> list[str]:
    """Return the arguments of the command as they were given."""
    arguments: list[str] = ctx.meta[_ARGUMENTS]
    return arguments


def _chosen(ctx: click.Context) -> str | None:
    """Return the current name of the given model, if it is known."""
    name: str | None = ctx.meta.get(_CHOSEN)
    return name
