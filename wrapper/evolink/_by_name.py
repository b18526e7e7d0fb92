"""What a call says that is given arguments without their names, or with names that it does not know."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from types import CodeType

F = TypeVar("F", bound=Callable[..., Any])
Check = Callable[[Sequence[object], Mapping[str, object]], None]
_CODE = "__code__"
_CO_COROUTINE = 0x80
"""The flag of an `async def`; the module `inspect`, which has its name, takes long to load."""


def by_name(example: str) -> Callable[[F], F]:
    """Return a decorator for a method whose arguments all have names, which says so instead of counting arguments.

    Args:
        example: A call as it should be written, such as `task.wait(timeout=600)`.
    """

    def decorate(method: F) -> F:
        code: CodeType = getattr(method, _CODE)
        known = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]

        def check(positional: Sequence[object], named: Mapping[str, object]) -> None:
            if positional or not named.keys() <= {*known}:
                raise wrong_arguments(example, known, positional, named)

        return cast("F", (_suspending if code.co_flags & _CO_COROUTINE else _blocking)(method, check))

    return decorate


def _blocking(method: Callable[..., Any], check: Check) -> Callable[..., Any]:
    @wraps(method)
    def call(self: object, *positional: object, **named: Any) -> Any:
        check(positional, named)
        return method(self, **named)

    return call


def _suspending(method: Callable[..., Any], check: Check) -> Callable[..., Any]:
    @wraps(method)
    async def call(self: object, *positional: object, **named: Any) -> Any:
        check(positional, named)
        return await method(self, **named)

    return call


def wrong_arguments(
    example: str, known: Sequence[str], positional: Sequence[object], named: Mapping[str, object]
) -> TypeError:
    """Return the error for a call; no value is in it, as one may be a key."""
    call = example.partition("(")[0]
    if positional:
        return TypeError(f"{call} takes its arguments by name: {example}")
    unknown = next(name for name in named if name not in known)
    return TypeError(f"{call} takes no {unknown}=; it takes {', '.join(f'{name}=' for name in known)}")
