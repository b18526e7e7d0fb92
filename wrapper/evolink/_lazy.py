"""What loads when it is first used, to keep `import evolink`, a new client and `evolink --help` cheap.

There are two ways, and each place that uses one says what loads. `late_names` is for a module whose names stand in
other modules: `evolink` itself, and what a client is made of. `made_once` is for an attribute that needs such a name,
and of which there must be no second one; `cached_property` does for others.
Both are safe to use from several threads, and an import that fails raises at the first use what it would have raised
at the start, each time.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from typing import Self

T = TypeVar("T")


def late_names(
    module: str, names: dict[str, Any], modules: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of a module whose names stand in other modules, which load late.

    Args:
        module: The name of the module.
        names: Its own names, where a name is kept once it is loaded.
        modules: The module that each name is imported from.
    """

    def load(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {module!r} has no attribute {name!r}", name=name)
        return names.setdefault(name, getattr(import_module(modules[name]), name))

    def list_names() -> list[str]:
        """List what users want: the public names, and the modules in it that were imported."""
        own = (name for name, value in names.items() if getattr(value, "__name__", "") == f"{module}.{name}")
        return sorted({*names["__all__"], *(each for each in names if each.startswith("__")), *own})

    return load, list_names


class made_once(Generic[T]):  # noqa: N801 - it is used like `property`
    """An attribute that is made when it is first used; of several threads that make it, all get the same.

    Args:
        make: Makes it.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "Self": ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> "Self | T":
        if instance is None:
            return self
        made: T = vars(instance).setdefault(self._name, self._make(instance))
        return made
