"""The parameters of a request from the options of a command."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from evolink._contract.link_places import ITEM

from ._parameter_options import ParameterOption

_INDEX = re.compile(r"\[\d+\]")


def request_parameters(params: Mapping[str, Any], options: Iterable[ParameterOption]) -> dict[str, Any]:
    """Return the parameters of a request that were set by options; what is inside an object is added to it.

    Args:
        params: The values of the options, by their names in Click.
        options: The options.

    Raises:
        BadParameter: A parameter is set as a whole, and what is inside it as well.
    """
    request: dict[str, Any] = {}
    for option in options:
        value = params.get(option.name or "")
        if value is not None:
            _put(request, option, list(value) if isinstance(value, tuple) else value)  # pyright: ignore[reportUnknownArgumentType]  (Click's)
    return request


def option_of_field(
    field: str, params: Mapping[str, Any], options: Iterable[ParameterOption], arguments: Sequence[str]
) -> str:
    """Return the option that set a field of the request, as the user wrote it.

    Args:
        field: The field as violations name it: `image_urls[0]`.
        params: The values of the options, by their names in Click.
        options: The options.
        arguments: The arguments of the command.
    """
    names = _INDEX.sub("", field).split(".")
    set_here = {option.parameter.name: option for option in options if params.get(option.name or "") is not None}
    around = (".".join(names[:end]) for end in range(len(names), 0, -1))
    option = next((set_here[name] for name in around if name in set_here), None)
    if option is None:
        return f"--set {'.'.join(names)}"
    used = (flag for flag in option.opts if any(each.partition("=")[0] == flag for each in arguments))
    return next(used, option.opts[0])


def _put(request: dict[str, Any], option: ParameterOption, value: Any) -> None:
    """Set what is at a path; the values for a list of objects become one object each, after those that are there.

    Raises:
        BadParameter: What is around it was set to something else than an object or a list.
    """
    *around, name = option.parameter.path
    place: Any = request
    for step, following in zip(around, option.parameter.path[1:], strict=True):
        if step == ITEM:
            place.extend({name: each} for each in value)
            return
        needed: Any = [] if following == ITEM else {}
        place = place.setdefault(step, needed)
        if type(place) is not type(needed):
            raise click.BadParameter(f"is inside {step}, which is set as a whole", param=option)
    place[name] = value
