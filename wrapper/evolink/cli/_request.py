"""The request of a command: model, prompt, parameters and files from its options."""

from typing import Any

import click

from evolink._contract.kinds import Kind, find_kind
from evolink._contract.models import find_model

from ._local_files import with_local_files
from ._model_command import given_arguments, parameter_options
from ._parameters import MOST_NAMED, known_models, option_name, places_for_links
from ._prompt import prompt_parameter
from ._report import Report
from ._request_options import option_of_field, request_parameters
from ._settings import with_settings


def request_of(ctx: click.Context, report: Report, argument: str | None, prompt_file: str | None) -> dict[str, Any]:
    """Return the request that the options of a command make, with local files as paths.

    Args:
        ctx: The context of the command.
        report: Names the files in errors as they were given.
        argument: The prompt; `-` is stdin.
        prompt_file: The file to read it from instead.

    Raises:
        UsageError: There is no model or no prompt, or the options contradict each other.
    """
    model = _model(ctx.params["model"])
    info = find_model(model)
    given = {"model": model, **prompt_parameter(info, argument, prompt_file)}
    chosen = parameter_options(ctx)
    request = with_settings({**given, **request_parameters(ctx.params, chosen)}, ctx.params["settings"])
    request, files = with_local_files(request, places_for_links(info))
    options = {field: option_of_field(field, ctx.params, chosen, given_arguments(ctx)) for field in (*files, *request)}
    renamed = [name for name in request if options[name] not in {option_name((name,)), f"--set {name}"}]
    report.name_fields(
        {name: f"{options[name]} ({name})" for name in renamed}
        | {field: f"{options[field]} {path}" for field, path in files.items()}
    )
    return request


def _model(name: str | None) -> str:
    if not name:
        known = list(known_models())
        listed = [f"\n  {name}" for name in known] if len(known) <= MOST_NAMED else ["\n  evolink models lists them"]
        raise click.UsageError(f"no model: choose one with --model or EVOLINK_MODEL (prices differ){''.join(listed)}")
    return name


def kind_of_new_model(ctx: click.Context) -> Kind | None:
    """Return what a model makes that is newer than this version, if that is given; None for a known model.

    Raises:
        BadParameter: A known model makes something else.
    """
    given = ctx.params["kind"]
    known = find_model(ctx.params["model"])
    if known is None:
        return find_kind(given) if given else None
    if given not in {None, known.kind}:
        raise click.BadParameter(f"{known.name} makes {known.kind}", ctx, param_hint="--kind")
    return None
