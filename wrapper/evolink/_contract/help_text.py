"""What `help(client.images.generate)` tells: the models and their parameters, out of the contract."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspect import Signature


class Described:
    """A method that tells of the contract's models, and reads the contract only when it is asked.

    Args:
        method: The bound method, which takes `**request`.
    """

    def __init__(self, method: Callable[..., Any]) -> None:
        self._method = method
        self.__name__ = method.__name__.removeprefix("_")

    def __call__(self, **given: Any) -> Any:
        return self._method(**given)

    def __repr__(self) -> str:
        return f"<{self.__name__}, typed by the contract>"

    @property
    def __doc__(self) -> str:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]
        from inspect import cleandoc

        return f"{cleandoc(self._method.__doc__ or '')}\n\n{models_told()}"

    @property
    def __signature__(self) -> "Signature":
        from inspect import Parameter, Signature, signature

        ours = [each for each in signature(self._method).parameters.values() if each.kind is Parameter.KEYWORD_ONLY]
        taken = {each.name for each in ours}
        theirs = [Parameter(name, Parameter.KEYWORD_ONLY) for name in parameters() if name not in taken]
        return Signature([*ours, *theirs])


def parameters() -> list[str]:
    """Return the names of all parameters of all models, in the contract's order."""
    from evolink_rules import models

    return list(dict.fromkeys(name for info in models().values() for name in info.schema["properties"]))


def models_told() -> str:
    """Return a list of the models, each with its parameters and their values."""
    from evolink_rules import models

    lines = ["Models and their parameters:"]
    for name, info in models().items():
        if name != info.name:
            continue
        also = f" (also {', '.join(info.aliases)})" if info.aliases else ""
        lines.append(f"    {info.name}{also}")
        required = info.schema.get("required", ())
        for parameter, schema in info.schema["properties"].items():
            if parameter != "model":
                needed = " (required)" if parameter in required else ""
                lines.append(f"        {parameter}{needed}: {_limits(schema)}")
    return "\n".join(lines)


def _limits(schema: dict[str, Any]) -> str:
    """Return what a parameter is for and what it may be, in one line."""
    facts = [schema.get("description", schema.get("type", "any value")).rstrip(".")]
    if "enum" in schema:
        facts.append(f"one of {', '.join(map(str, schema['enum']))}")
    for keyword, unit in (("maxLength", "characters"), ("maxItems", "items")):
        if keyword in schema:
            facts.append(f"at most {schema[keyword]} {unit}")
    if "default" in schema:
        facts.append(f"default {schema['default']}")
    return "; ".join(facts)
