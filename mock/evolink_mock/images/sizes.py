"""How many bytes a value takes, and a cache of files that is bounded by them."""

import sys
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Final, Generic, TypeVar, cast

_MOST_CACHED: Final = 64 << 20  # bytes of all files together
_OTHER_BYTES: Final = 500  # of what keeps one file

SpecT = TypeVar("SpecT", bound=Hashable)


def size_of(value: Any) -> int:
    """Return the bytes that a value takes with all in it: texts, bytes, numbers, lists, mappings and dataclasses."""
    total, todo = 0, [value]
    while todo:
        each = todo.pop()
        total += sys.getsizeof(each)
        if isinstance(each, Mapping):
            todo += [*each.keys(), *cast("Any", each).values()]
        elif isinstance(each, list | tuple):
            todo += each
        elif hasattr(each, "__dataclass_fields__"):
            todo += [getattr(each, name) for name in each.__dataclass_fields__]
    return total


class FileCache:
    """Keeps the files that were made last, of all kinds together.

    Args:
        most: The bytes of all of them together.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._files: dict[Hashable, tuple[bytes, int]] = {}

    # Files are made in threads. Each step here is one operation of a dict, so none needs a lock.

    def find(self, name: Hashable) -> bytes | None:
        """Return a file that is kept, and note that it was used; None for another."""
        found = self._files.pop(name, None)
        if found is None:
            return None
        self._files[name] = found
        return found[0]

    def keep(self, name: Hashable, content: bytes) -> None:
        """Keep a file, and forget those that were used least lately; one that is larger than all may be is not kept."""
        size = size_of(name) + len(content) + _OTHER_BYTES
        if size > self._most:
            return
        self._files[name] = content, size
        used = sum(size for _, size in list(self._files.values()))
        for oldest in list(self._files):
            if used <= self._most:
                break
            used -= self._files.pop(oldest, (b"", 0))[1]

    def clear(self) -> None:
        """Forget all files."""
        self._files.clear()


_FILES = FileCache(_MOST_CACHED)


class cached(Generic[SpecT]):  # noqa: N801 - a decorator
    """Keeps the files that a function makes of specs, together with those of all other functions.

    Args:
        make: The function; the same spec always gives the same bytes.
    """

    def __init__(self, make: Callable[[SpecT], bytes]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __call__(self, spec: SpecT) -> bytes:
        """Return the file of a spec."""
        name = self._make, spec
        content = _FILES.find(name)
        if content is None:
            content = self._make(spec)
            _FILES.keep(name, content)
        return content

    @staticmethod
    def cache_clear() -> None:
        """Forget the files of all functions."""
        _FILES.clear()
