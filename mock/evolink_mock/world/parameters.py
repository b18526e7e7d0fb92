"""The parameters of an operation's path and query, and how their texts are read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs

from evolink_mock.world.messages import RefusedError
from evolink_rules import describe_limit, shown

_INTEGER = re.compile(r"[+-]?\d{1,300}", re.ASCII)  # Python reads no more than some thousand digits
_NUMBER = re.compile(r"[+-]?\d{1,300}(\.\d{1,300})?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True)
class Parameter:
    """A parameter of a path or a query.

    Attributes:
        name: Its name.
        schema: Its schema, references resolved.
        required: Whether a request must have it.
    """

    name: str
    schema: Mapping[str, Any] = field(default_factory=dict[str, Any])
    required: bool = False

    @cached_property
    def _validator(self) -> Any:
        return jsonschema_rs.validator_for(dict(self.schema))

    def check(self, value: Any) -> Any:
        """Return a value that keeps its schema.

        Raises:
            RefusedError: It does not.
        """
        if not self._validator.is_valid(value):
            error = next(self._validator.iter_errors(value))
            place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.instance_path)
            raise RefusedError(400, f"{self.name}{place}: {_problem(error)}", param=self.name)
        return value

    def read(self, text: str) -> Any:
        """Return the value that the text of a query stands for.

        Raises:
            RefusedError: It breaks a rule of the parameter.
        """
        form = self.schema.get("type")
        if form == "integer" and _INTEGER.fullmatch(text):
            return self.check(int(text))
        if form == "number" and _NUMBER.fullmatch(text):
            return self.check(float(text))
        return self.check(_BOOLEANS.get(text, text) if form == "boolean" else text)


def _problem(error: jsonschema_rs.ValidationError) -> str:
    """Return what is wrong with a value; of a pattern, in words."""
    if error.kind.name != "pattern":
        return error.message
    return f"must be {describe_limit('pattern', error.kind.value)}, not {shown(error.instance)}"


def query_names(query: str) -> list[str]:
    """Return the names of the parameters in a query string."""
    return [name for name, _ in parse_qsl(query, keep_blank_values=True)]


def read_query(parameters: Iterable[Parameter], query: str) -> dict[str, Any]:
    """Return the known parameters of a query string with their defaults; others are ignored, as services do.

    Raises:
        RefusedError: One breaks its rule, or is missing.
    """
    given = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    found: dict[str, Any] = {}
    for parameter in parameters:
        if parameter.name in given:
            found[parameter.name] = parameter.read(given[parameter.name])
        elif parameter.required:
            raise RefusedError(400, f"The parameter {parameter.name} is missing.", param=parameter.name)
        elif "default" in parameter.schema:
            found[parameter.name] = parameter.schema["default"]
    return found
