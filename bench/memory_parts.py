"""Which part of a process's resident memory is what; for Linux with glibc, whose figures it reads."""

import ctypes
import re
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MB: Final = 1 << 20
PARTS: Final = ("files", "objects", "sqlite", "malloc", "malloc, free", "other")
"""The parts in the order of tables: mapped code and data of files; Python's arenas of small objects, with their gaps,
and stacks of threads; what SQLite allocated; the rest of malloc's; what malloc keeps but nobody uses; the main thread's
stack and shared memory."""
_HEADER = re.compile(r"^([0-9a-f]+)-[0-9a-f]+ \S{4} \S+ \S+ \d+ *(.*)$")
_HEAP: Final = 64 << 20
"""The C library begins each heap of an arena, except the main one's, at a multiple of this address."""


class _MallocFacts(ctypes.Structure):
    """`struct mallinfo2`, summed over all arenas."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"
        )
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of this process at one time.

    Attributes:
        resident: All of it, in MB.
        parts: MB of each part; their sum is `resident`.
        blocks: Python's blocks in use.
        threads: Python's threads.
    """

    resident: float
    parts: dict[str, float]
    blocks: int
    threads: int


@dataclass(slots=True)
class _Mapped:
    """Resident MB by what is mapped: files, malloc's heaps, other anonymous memory, and the rest."""

    files: float = 0.0
    heaps: float = 0.0
    anonymous: float = 0.0
    other: float = 0.0

    def add(self, name: str, start: int, size: float) -> None:
        if name.startswith("/") and not name.endswith("-shm"):
            self.files += size
        elif name == "[heap]" or (not name and start % _HEAP == 0):
            self.heaps += size
        elif not name:
            self.anonymous += size
        else:
            self.other += size


def read_memory() -> Memory:
    """Return the memory of this process."""
    mapped = _mapped()
    in_heaps, alone, sqlite = _malloc()
    free = max(0.0, mapped.heaps - in_heaps)  # what is resident of it: the rest was returned to the system
    objects = mapped.anonymous - alone
    malloc = mapped.heaps - free + alone - sqlite
    parts: dict[str, float] = dict(zip(PARTS, (mapped.files, objects, sqlite, malloc, free, mapped.other), strict=True))
    return Memory(sum(parts.values()), parts, sys.getallocatedblocks(), threading.active_count())


def _mapped() -> _Mapped:
    found, name, start = _Mapped(), "", 0
    for line in Path("/proc/self/smaps").read_text(encoding="ascii", errors="replace").splitlines():
        if header := _HEADER.match(line):
            start, name = int(header[1], 16), header[2]
        elif line.startswith("Rss:"):
            found.add(name, start, int(line.split()[1]) / 1024)
    return found


def _malloc() -> tuple[float, float, float]:
    """Return the MB in use in the heaps of all arenas, those of large blocks outside them, and those of SQLite."""
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _MallocFacts
    facts = library.mallinfo2()
    sqlite = ctypes.CDLL("libsqlite3.so.0").sqlite3_memory_used
    sqlite.restype = ctypes.c_int64
    return facts.uordblks / MB, facts.hblkhd / MB, sqlite() / MB


def highest_resident() -> float:
    """Return the most MB that this process ever had, between two looks, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
