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
"""The parts in the order of tables: mapped code and data of files; small Python objects; what SQLite allocated; the
rest of malloc's; what malloc keeps but nobody uses; stacks and shared memory."""
_HEADER = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S{4} \S+ \S+ \d+ *(.*)$")


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


def read_memory() -> Memory:
    """Return the memory of this process."""
    files, anonymous, other = _mappings()
    malloc, free, sqlite = _malloc()
    # What malloc keeps but has returned to the system is not resident, so the sum of its parts is only a limit.
    objects = max(0.0, anonymous - malloc - free)
    parts = dict(zip(PARTS, (files, objects, sqlite, malloc - sqlite, free, other), strict=True))
    return Memory(files + anonymous + other, parts, sys.getallocatedblocks(), threading.active_count())


def _mappings() -> tuple[float, float, float]:
    """Return the resident MB of files, of anonymous memory, and of stacks and shared memory."""
    files = anonymous = other = 0.0
    name = ""
    for line in Path("/proc/self/smaps").read_text(encoding="ascii", errors="replace").splitlines():
        if header := _HEADER.match(line):
            name = header[1]
        elif line.startswith("Rss:"):
            size = int(line.split()[1]) / 1024
            if name.startswith("/") and not name.endswith("-shm"):
                files += size
            elif name in {"", "[heap]"}:
                anonymous += size
            else:
                other += size
    return files, anonymous, other


def _malloc() -> tuple[float, float, float]:
    """Return MB in use, MB kept free, and MB that SQLite uses."""
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _MallocFacts
    facts = library.mallinfo2()
    sqlite = ctypes.CDLL("libsqlite3.so.0").sqlite3_memory_used
    sqlite.restype = ctypes.c_int64
    return (facts.uordblks + facts.hblkhd) / MB, facts.fordblks / MB, sqlite() / MB


def highest_resident() -> float:
    """Return the most MB that this process ever had, between two looks, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
