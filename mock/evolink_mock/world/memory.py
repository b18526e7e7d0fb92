"""One budget of bytes for all that a world keeps: beyond it, the oldest of what is finished is forgotten first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from typing import NamedTuple

MEGABYTE = 1 << 20
_MOST_NAMES = 20_000  # of things that are remembered as forgotten


class _Kept(NamedTuple):
    size: int
    forget: Callable[[], None]


class Memory:
    """Counts the bytes of what is kept, and has the oldest of it forgotten beyond a budget.

    Args:
        budget: The bytes of all of it together.

    Attributes:
        budget: The same.
        used: The bytes that are kept now.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.used = 0
        self._finished: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._unfinished: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._forgotten: OrderedDict[bytes, None] = OrderedDict()

    def keep(self, name: Hashable, size: int, forget: Callable[[], None], *, finished: bool = True) -> None:
        """Count something that is kept now, and make room for it.

        Args:
            name: Its name; something else of this name is no longer kept.
            size: Its bytes.
            forget: Forgets it.
            finished: Whether nothing more happens to it; what is not finished is forgotten last.
        """
        if name in self._finished or name in self._unfinished:
            self.drop(name)
        (self._finished if finished else self._unfinished)[name] = _Kept(size, forget)
        self.used += size
        if self.used > self.budget:
            self._make_room(name)

    def finish(self, name: Hashable) -> None:
        """Note that nothing more happens to something, which may be forgotten from now on."""
        kept = self._unfinished.pop(name, None)
        if kept:
            self._finished[name] = kept

    def drop(self, name: Hashable) -> None:
        """Stop counting something that is no longer kept, if it was."""
        kept = self._finished.pop(name, None) or self._unfinished.pop(name, None)
        self.used -= kept.size if kept else 0

    def note_forgotten(self, name: str) -> None:
        """Remember that something of a name was forgotten, so that an answer can say so."""
        self._forgotten[_digest(name)] = None
        if len(self._forgotten) > _MOST_NAMES:
            _ = self._forgotten.popitem(last=False)

    def has_forgotten(self, name: str) -> bool:
        """Return whether something of a name was forgotten to make room."""
        return _digest(name) in self._forgotten

    @property
    def apology(self) -> str:
        """Why something is no longer there, for an answer."""
        return f"the mock has forgotten it, as it keeps {self.budget / MEGABYTE:g} MB at most (--max-memory)"

    def _make_room(self, newest: Hashable) -> None:
        """Forget the oldest of what is finished, then of all, but never the newest."""
        for among in (self._finished, self._unfinished):
            while self.used > self.budget and (name := next((each for each in among if each != newest), None)):
                kept = among.pop(name)
                self.used -= kept.size
                kept.forget()


def _digest(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=12).digest()
