"""The option `--set`, for parameters without an option of their own and for those inside an object."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

import click

from evolink.errors._shorten import short_repr

from ._parameter_options import json_or_text

_SETTING = re.compile(r"([A-Za-z]\w*(?:\.\w+)*)=(.*)", re.DOTALL)
_NOT_SET = frozenset({"idempotency_key", "model", "prompt", "self", "unchecked"})
"""Names that --set does not accept: those with their own options, and those that are not parameters."""


def _settings(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> dict[str, Any]:
    """Parse `name=value` and `object.name=value`, where the value is JSON or text."""
    found: dict[str, Any] = {}
    for value in values:
        match = _SETTING.fullmatch(value)
        if match is None or match[1].partition(".")[0] in _NOT_SET:
            raise click.BadParameter(f"{short_repr(value)} is not a valid NAME=VALUE", ctx, param)
        *outer, name = match[1].split(".")
        place = found
        for step in outer:
            inside: object = place.setdefault(step, {})
            if not isinstance(inside, dict):
                raise click.BadParameter(f"{match[1]} is inside {step}, which is set as a whole", ctx, param)
            place = cast("dict[str, Any]", inside)
        place[name] = json_or_text(match[2])
    return found


def with_settings(request: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return a request with the parameters of `--set`; those inside an object are added to it.

    Raises:
        BadParameter: An option has set one of them to another value; either may be what is meant and paid for.
    """
    merged = dict(request)
    for name, value in settings.items():
        known = merged.get(name)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[name] = with_settings(*cast("tuple[Mapping[str, Any], ...]", (known, value)))
        elif name in merged and known != value:
            given = f"{short_repr(merged[name])} by its option and to {short_repr(value)} by --set"
            raise click.BadParameter(f"{name} is set twice: to {given}", param_hint="--set")
        else:
            merged[name] = value
    return merged


settings_option = click.option(
    "--set",
    "settings",
    multiple=True,
    callback=_settings,
    metavar="NAME=VALUE",
    help="Set any other parameter, or one inside an object: model_params.web_search=true.",
)
