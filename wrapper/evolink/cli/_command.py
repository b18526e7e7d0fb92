"""What every command and group of the command line has in common: its help, its options, and how it refuses others."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from ._did_you_mean import did_you_mean
from ._docs_address import docs_address
from ._report import Report, command_line

_ALL = "evolink.help_all"
_PROGRAM = re.compile(r"\bevolink(?= [a-z])")
_SELF_EVIDENT = re.compile(r"  \[x>=[01]]|; x>=[01](?=])")
"""What Click says of a number that can't be negative, or zero."""
_RANGE = re.compile(r"(\d+)<=x<=(\d+)")
_SINGLE_DASH = re.compile(r"-([A-Za-z][\w.-]+)(?:=.*)?", re.DOTALL)


class Command(click.Command):
    """A command.

    Args:
        *arguments: As for `click.Command`.
        examples: What its help shows as examples: lines that can be copied into a shell.
        rare: The options that only `--help-all` shows: titles, each with the names of parameters in Click.
        **more: As for `click.Command`.

    Attributes:
        examples: The examples.
        rare: The options that only `--help-all` shows.
    """

    def __init__(
        self,
        *arguments: Any,
        examples: Sequence[str] = (),
        rare: Mapping[str, Sequence[str]] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*arguments, **more)
        self.examples = examples
        self.rare = rare or {}
        self.params.append(_verbose_option())
        if rare:
            self.params.append(_help_all_option(rare))

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return the options that show the help, in every context: Click keeps the option that it makes first."""
        ctx.help_option_names = ["-h", "--help"]
        return super().get_help_option_names(ctx)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments.

        Raises:
            UsageError: They are not valid.
        """
        self.refuse_single_dashes(ctx, args)
        typed = [*args]  # which Click empties
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # which Click leaves out where it reads options
            if type(error) is click.UsageError and (corrected := corrected_word(ctx, typed)):
                raise corrected from error
            raise

    def refuse_single_dashes(self, ctx: click.Context, args: Sequence[str]) -> None:
        """Refuse `-model NAME`, which would be `-m odel NAME`."""
        known = {flag for param in self.get_params(ctx) for flag in param.opts}
        for argument in args:
            if argument == "--" or ctx.resilient_parsing:
                return
            match = _SINGLE_DASH.fullmatch(argument)
            if match and f"--{match[1]}" in known:
                raise click.UsageError(f"No such option '-{match[1]}'. Did you mean '--{match[1]}'?", ctx)

    def help_command(self, ctx: click.Context) -> str:
        """Return the command that shows the help."""
        return f"{ctx.command_path} --help"

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options: first the common ones, and the others if all are wanted."""
        rare = {name for names in self.rare.values() for name in names}
        own = self._own_params(ctx)
        write_options(ctx, formatter, "Options", [param for param in own if param.name not in rare])
        self._format_more_options(ctx, formatter)
        if wants_all(ctx):
            for title, names in self.rare.items():
                write_options(ctx, formatter, title, [param for param in own if param.name in names])

    def _format_more_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what comes after the common options; here nothing."""

    def _own_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters that the help lists as options of the command."""
        return self.get_params(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples and the address of the documentation."""
        lines = list(self._examples(ctx, formatter))
        if lines:
            with formatter.section("Examples"):
                formatter.write("".join(f"{'':{formatter.current_indent}}{line}\n" for line in lines))
        formatter.write_paragraph()
        formatter.write_text(f"Documentation: {docs_address()}")

    def _examples(self, ctx: click.Context, formatter: click.HelpFormatter) -> Iterable[str]:
        """Return the lines of the examples."""
        del formatter
        return self.with_program(ctx, self.examples)

    def with_program(self, ctx: click.Context, lines: Iterable[str]) -> Iterator[str]:
        """Yield lines with the name by which the program was started."""
        program = ctx.find_root().info_name or "evolink"
        return (_PROGRAM.sub(program, line) for line in lines)


class Group(Command, click.Group):
    """A group of commands.

    Args:
        *arguments: As for `click.Group`.
        subcommand_metavar: How its usage names a command.
        **more: As for `click.Group`.
    """

    command_class = Command

    def __init__(self, *arguments: Any, subcommand_metavar: str = "COMMAND [ARGS]...", **more: Any) -> None:
        super().__init__(*arguments, subcommand_metavar=subcommand_metavar, **more)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command.

        Raises:
            UsageError: There is no such command.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            raise self._no_such_command(ctx, args)
        return super().resolve_command(ctx, args)

    def _no_such_command(self, ctx: click.Context, args: Sequence[str]) -> click.UsageError:
        """Return the error about a command that there is not.

        Args:
            ctx: The context of the group.
            args: Its name and the arguments after it.
        """
        from ._guesses import answer_to, command_meant
        from ._usage_texts import CorrectedError

        said = f"No such command {args[0]!r}."
        if meant := command_meant(self, ctx, args):
            return CorrectedError(f"{said} Did you mean:", [command_line(*_names(ctx), *meant)], ctx)
        if self.invoke_without_command and (corrected := corrected_word(ctx, args)):
            return corrected
        answer = answer_to(args[0])
        hint = f" {answer}" if answer else did_you_mean(args[0], self.list_commands(ctx))
        return click.UsageError(f"{said}{hint}", ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)


def corrected_word(ctx: click.Context, args: Sequence[str]) -> click.UsageError | None:
    """Return the error about a first word that adds nothing, such as `show`, or is an option; None if it is neither."""
    from ._guesses import has_words, is_needless, takes_words
    from ._usage_texts import CorrectedError

    if not args or (has_words(args[1:]) and not takes_words(ctx.command)):
        return None
    if is_needless(args[0]):
        return CorrectedError(f"{args[0]!r} is not needed:", [command_line(*_names(ctx), *args[1:])], ctx)
    if f"--{args[0]}" in visible_flags(ctx):
        meant = command_line(*_names(ctx), f"--{args[0]}", *args[1:])
        return CorrectedError(f"{args[0]!r} is an option:", [meant], ctx)
    return None


def _names(ctx: click.Context) -> list[str]:
    """Return the words that lead to a command, without the name of the program."""
    return [*_names(ctx.parent), ctx.info_name or ""] if ctx.parent else []


def wants_all(ctx: click.Context) -> bool:
    """Return whether the help shows every option."""
    return bool(ctx.meta.get(_ALL))


def visible_flags(ctx: click.Context) -> Iterator[str]:
    """Yield the options of a command that its help or completion shows."""
    for param in ctx.command.get_params(ctx):
        if isinstance(param, click.Option) and not param.hidden:
            yield from (*param.opts, *param.secondary_opts)


def _verbose_option() -> click.Option:
    return click.Option(
        ["--verbose"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_be_verbose,
        help="Also show IDs, codes and other details.",
    )


def _be_verbose(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's signature
    report = ctx.find_object(Report)
    if value and report is not None:  # there is none while a shell completes
        report.is_verbose = True


def _help_all_option(titles: Iterable[str]) -> click.Option:
    return click.Option(
        ["--help-all"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_all_help,
        help=f"All options: {', '.join(titles).lower()}.",
    )


def _show_all_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's signature
    if value and not ctx.resilient_parsing:
        ctx.meta[_ALL] = True
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


def write_records(formatter: click.HelpFormatter, title: str, records: Sequence[tuple[str, str]]) -> None:
    """Write a section of options or commands, each with what it does; none if it has none."""
    if records:
        with formatter.section(title):
            formatter.write_dl(records)


def write_options(
    ctx: click.Context, formatter: click.HelpFormatter, title: str, params: Iterable[click.Parameter]
) -> None:
    """Write a section of options; none if there are none."""
    records = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
    write_records(formatter, title, [(record[0], _in_words(record[1])) for record in records if record])


def _in_words(text: str) -> str:
    """Return the help of an option with Click's formulas as words, as far as they say anything."""
    return _RANGE.sub(r"\1 to \2", _SELF_EVIDENT.sub("", text))
