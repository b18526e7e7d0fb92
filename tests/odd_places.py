"""Paths at which something else than a file stands, made for one test: the machine's own devices are never touched."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

MODE = 0o640
"""Of what is made, so that a change of it shows."""


def _device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | MODE, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("this user may make no device")


def _fifo(path: Path) -> None:
    os.mkfifo(path, MODE)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # the path of a socket may have some 100 characters
        try:
            listening.bind(path.name)
        finally:
            os.chdir(here)


def _link_to_fifo(path: Path) -> None:
    os.mkfifo(path.with_name("end-of-a-link"), MODE)
    path.symlink_to("end-of-a-link")


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


ODD: dict[str, Callable[[Path], None]] = {
    "a device": _device,
    "a FIFO": _fifo,
    "a socket": _socket,
    "a folder": Path.mkdir,
    "a link that leads nowhere": _dangling,
    "a FIFO, behind a link": _link_to_fifo,
}
"""How each is made, by how messages call it."""


def traces(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return what shows any touch of what stands in a folder: number, mode and last change of each name."""
    found = {path.name: path.lstat() for path in folder.iterdir()}
    return {name: (each.st_ino, each.st_mode, each.st_ctime_ns) for name, each in found.items()}
