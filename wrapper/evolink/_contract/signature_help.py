"""The signature and help text of `client.images.generate`: the models and their parameters, from the contract."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from evolink._contract.limits import describe_parameter
from evolink._contract.models import models, parameter_names

if TYPE_CHECKING:
    from inspect import Signature


class ModelMethod:
    """A method whose signature and help show the contract's models, and that reads the contract only for those.

    Args:
        method: The bound method, which takes `**request`.
        kind: The kind of results that the models make, such as `images`; every kind if None.
    """

    def __init__(self, method: Callable[..., Any], kind: str | None = None) -> None:
        self._method = method
        self._kind = kind
        self.__name__ = method.__name__.removeprefix("_")

    def __call__(self, **given: Any) -> Any:
        return self._method(**given)

    def __repr__(self) -> str:
        return f"<{self.__name__}, typed by the contract>"

    @property
    def __doc__(self) -> str:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]
        from inspect import cleandoc

        return f"{cleandoc(self._method.__doc__ or '')}\n\n{describe_models(self._kind)}"

    @property
    def __signature__(self) -> "Signature":
        from inspect import Parameter, Signature, signature

        ours = [each for each in signature(self._method).parameters.values() if each.kind is Parameter.KEYWORD_ONLY]
        taken = {each.name for each in ours}
        theirs = [Parameter(name, Parameter.KEYWORD_ONLY) for name in parameter_names(self._kind) if name not in taken]
        return Signature([*ours, *theirs])


def describe_models(kind: str | None) -> str:
    """Return the models of a kind, or of every kind, as text, each with its parameters and what they take."""
    lines = ["Models and their parameters:"]
    for name, info in models().items():
        if name != info.name or kind not in {None, info.kind}:
            continue
        aliases = f" (also {', '.join(info.aliases)})" if info.aliases else ""
        lines.append(f"    {info.name}{aliases}")
        required = info.schema.get("required", ())
        for parameter, schema in info.schema["properties"].items():
            if parameter != "model":
                needed = " (required)" if parameter in required else ""
                lines.append(f"        {parameter}{needed}: {_about(schema)}")
    return "\n".join(lines)


def _about(schema: Mapping[str, Any]) -> str:
    """Return what a parameter is for and what it may be, in one line."""
    purpose = schema.get("description", schema.get("type", "any value")).rstrip(".")
    return "; ".join(part for part in (purpose, describe_parameter(schema)) if part)
