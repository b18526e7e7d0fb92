"""A command whose options come from the contract, and its help."""

import os
from collections.abc import Iterator
from contextlib import suppress

import click

from evolink._contract.limits import Schema, describe_parameter
from evolink._contract.models import find_model

from ._parameters import MOST_NAMED, Parameter, known_models, known_parameters

_CHOSEN = "evolink.model"


class ModelCommand(click.Command):
    """A command with an option for each parameter of any model. Its help shows those of the given model."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find the model first, because help is printed before anything else is parsed."""
        with suppress(click.UsageError):
            named, _, _ = self.make_parser(ctx).parse_args(args=list(args))
            ctx.meta[_CHOSEN] = named.get("model") or os.environ.get("EVOLINK_MODEL")
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters and those of the contract."""
        own = super().get_params(ctx)
        return [*own, *(option for _, option in self._options(own, _chosen(ctx)))]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's own options, then the parameters of the models."""
        own = super().get_params(ctx)
        with formatter.section("Options"):
            formatter.write_dl(
                [row for param in own if isinstance(param, click.Option) and (row := param.get_help_record(ctx))]
            )
        model = _chosen(ctx)
        title = f"Parameters of {model}" if model else "Parameters by model (for one model: --model NAME --help)"
        with formatter.section(title):
            rows = [row for each, option in self._options(own, model) for row in _rows(ctx, each, option, model)]
            formatter.write_dl(rows)

    @staticmethod
    def _options(own: list[click.Parameter], model: str | None) -> Iterator[tuple[Parameter, click.Option]]:
        taken = {flag for param in own for flag in (*param.opts, *param.secondary_opts)}
        for parameter in known_parameters(model):
            option = parameter.option(taken)
            if option:
                taken.update(option.opts, option.secondary_opts)
                yield parameter, option


def _chosen(ctx: click.Context) -> str | None:
    """Return the current name of the given model, if it is known."""
    info = find_model(ctx.meta.get(_CHOSEN) or "")
    return info.name if info else None


def _rows(
    ctx: click.Context, parameter: Parameter, option: click.Option, model: str | None
) -> Iterator[tuple[str, str]]:
    record = option.get_help_record(ctx)
    if record is None or (model and model not in parameter.schemas):
        return
    about = (
        f"{parameter.description} Repeat the option for each one.".lstrip()
        if parameter.is_list
        else parameter.description
    )
    if model:
        yield record[0], _with_facts(about, parameter.schemas[model])
        for name, schema in parameter.schemas[model].get("properties", {}).items():
            yield f"  --set {parameter.name}.{name}=…", _with_facts(schema.get("description", ""), schema)
        return
    if len(known_models()) > MOST_NAMED:
        number = len(parameter.schemas)
        yield record[0], f"{about}  [{number} model{'' if number == 1 else 's'}]".lstrip()
        return
    yield record[0], about
    by_facts: dict[str, list[str]] = {}
    for name, schema in parameter.schemas.items():
        by_facts.setdefault(describe_parameter(schema), []).append(name)
    for facts, names in by_facts.items():
        whose = "all models" if len(names) == len(known_models()) else ", ".join(names)
        yield "", f"{whose}: {facts}" if facts else whose


def _with_facts(about: str, schema: Schema) -> str:
    facts = describe_parameter(schema)
    return f"{about}  [{facts}]".lstrip() if facts else about
