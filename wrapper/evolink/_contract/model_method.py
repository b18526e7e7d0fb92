"""A method such as `client.images.generate`, whose signature and help come from the contract."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

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

        from evolink._contract.signature_help import describe_models

        return f"{cleandoc(self._method.__doc__ or '')}\n\n{describe_models(self._kind)}"

    @property
    def __signature__(self) -> "Signature":
        from evolink._contract.signature_help import make_signature

        return make_signature(self._method, self._kind)
