"""How deep a request may be nested: what reads JSON has bounds of its own, far above what any model needs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

MOST_LEVELS: Final = 100
"""Objects and lists inside one another, the outermost included."""


def is_too_deep(value: object) -> bool:
    """Return whether a value has more objects and lists inside one another than can be sent, or contains itself."""
    level = list(_containers([value]))
    for _ in range(MOST_LEVELS):
        level = list({id(each): each for outer in level for each in _inside(outer)}.values())
        if not level:
            return False
    return bool(level)


def _inside(container: Any) -> Iterator[object]:
    values: Any = cast("Any", container).values() if isinstance(container, Mapping) else container
    return _containers(values)


def _containers(values: Iterable[object]) -> Iterator[object]:
    return (each for each in values if _is_container(each))


def _is_container(value: object) -> bool:
    """Return whether a value holds others; what is usual comes first, as to ask whether it is a mapping takes long."""
    if isinstance(value, str | int | float | None):
        return False
    return isinstance(value, dict | list | tuple | Mapping)
