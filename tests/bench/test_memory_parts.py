"""The parts of a process's memory are what they say."""

import ctypes
import json
import platform
import subprocess
import sys

import pytest

from bench.recorded import ROOT

MEASURE = """
import json, threading
from pathlib import Path
from bench.memory_parts import read_memory

def parts(held):
    return read_memory().parts

def in_thread(make):
    found = []
    thread = threading.Thread(target=lambda: found.append(parts(make())))
    thread.start()
    thread.join()
    return found[0]

before = parts(None)
blocks = in_thread(lambda: [bytes(1000) for _ in range(30_000)])
freed = parts(None)
objects = in_thread(lambda: [(each,) for each in range(500_000)])

def resident():
    return int(Path("/proc/self/smaps_rollup").read_text().partition("Rss:")[2].split()[0]) / 1024

print(json.dumps([before, blocks, freed, objects, [resident(), read_memory().resident, resident()]]))
"""


def reads_malloc() -> bool:
    """Whether this is a Linux with the libraries whose figures are read."""
    try:
        ctypes.CDLL("libsqlite3.so.0")
    except OSError:
        return False
    return platform.libc_ver()[0] == "glibc"


@pytest.mark.skipif(not reads_malloc(), reason="reads the figures of glibc and of a shared SQLite")
def test_parts() -> None:
    """Large blocks are malloc's, small objects Python's, also those of other threads; what is freed is free."""
    command = [sys.executable, "-c", MEASURE]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    before, blocks, freed, objects, (earlier, total, later) = json.loads(printed)
    assert blocks["malloc"] - before["malloc"] == pytest.approx(29, abs=4)
    assert blocks["objects"] - before["objects"] < 4
    assert freed["malloc"] - before["malloc"] < 4
    assert objects["objects"] - freed["objects"] > 25
    assert 0.95 * min(earlier, later) < total < 1.05 * max(earlier, later)
