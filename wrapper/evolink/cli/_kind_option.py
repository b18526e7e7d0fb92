"""The option `--kind`: what models make."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from evolink.errors._shorten import short_repr

from ._did_you_mean import did_you_mean
from ._parameters import known_models

F = TypeVar("F", bound=Callable[..., Any])


def kind_option(text: str) -> Callable[[F], F]:
    """Add --kind, which takes the name of a kind in singular or plural."""
    return click.option("--kind", callback=_kind, metavar="KIND", shell_complete=_complete, help=text)


def _known_kinds() -> list[str]:
    return list(dict.fromkeys(info.kind for info in known_models().values()))


def _complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(kind) for kind in _known_kinds() if kind.startswith(begun)]


def _kind(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    known = _known_kinds() if value else []
    if value is None or value in known:
        return value
    if f"{value}s" in known:
        return f"{value}s"
    meant = did_you_mean(value, known)
    raise click.BadParameter(f"{short_repr(value)} is not one of {', '.join(known)}.{meant}", ctx, param)
