"""A method such as `client.images.generate`, whose signature and help come from the contract."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspect import Signature


_ORDER = ("model", "prompt")


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

    def __call__(self, *unnamed: object, **given: Any) -> Any:
        if unnamed:
            raise TypeError(f"{self._path} takes its arguments by name: {self._path}({_named(unnamed, given)})")
        return self._method(**{"model": None, **given})  # the check of the request says that it is missing

    def __reduce__(self) -> str:
        raise TypeError(f"{self._path} belongs to a client, which can't be pickled: make a client where you need it")

    def __repr__(self) -> str:
        return f"<{self._path}: its parameters are those of the model>"

    @property
    def _path(self) -> str:
        """What a program writes to call it, such as `client.images.generate`."""
        return ".".join(part for part in ("client", self._kind, self.__name__) if part)

    @property
    def __doc__(self) -> str:  # type: ignore[override]  # pyright: ignore[reportIncompatibleVariableOverride]
        from inspect import cleandoc

        from evolink._contract.signature_help import describe_models

        return f"{cleandoc(self._method.__doc__ or '')}\n\n{describe_models(self._kind)}"

    @property
    def __signature__(self) -> "Signature":
        from evolink._contract.signature_help import make_signature

        return make_signature(self._method, self._kind)


def _named(unnamed: Sequence[object], given: Mapping[str, object]) -> str:
    """Return the arguments of a call as they should be written, where some have no name."""
    from evolink._contract.models import find_model
    from evolink.errors._shorten import short_repr

    names = [name for name in _ORDER if name not in given]
    if len(unnamed) == 1 and find_model(unnamed[0]) is None:
        names = ["prompt"]
    named = {**dict(zip(names, unnamed, strict=False)), **given}
    shown = {name: short_repr(named[name]) for name in _ORDER if name in named}
    return ", ".join(f"{name}={shown.get(name, '...')}" for name in _ORDER)
