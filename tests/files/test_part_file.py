"""How a download becomes a file: on disks with and without files that have no name, and for several threads at once."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from evolink._files import folder_sync, part_file, unfinished
from evolink._files.part_file import PartFile
from evolink.errors import WouldOverwrite

CONTENT = b"\x89PNG\r\n\x1a\n" + bytes(100)
DISKS: dict[str, dict[str, Any]] = {
    "unnamed files": {},
    "no unnamed files": {"_UNNAMED": 0},
    "an old kernel": {"_FIRST_KERNEL": 1000},
    "a folder refuses them": {"_UNNAMED": os.O_WRONLY | os.O_RDWR},
    "no /proc": {"_OF_THIS_PROCESS": "/nowhere/fd"},
}


@pytest.fixture(params=DISKS, autouse=True)
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in DISKS[request.param].items():
        monkeypatch.setattr(unfinished, name, value)


def save(target: Path, content: bytes = CONTENT, *, overwrite: bool = False, adopt: bool = False) -> Path:
    with PartFile(target, overwrite=overwrite, adopt=adopt) as part:
        part.admit(".png")
        part.write(content)
        return part.commit(".png")


@pytest.mark.parametrize("size", [100, 3 * part_file._KEPT])
def test_saved_on_every_disk(tmp_path: Path, size: int) -> None:
    """A file gets its name with all its content, and leaves nothing else behind."""
    saved = save(tmp_path / "cat", bytes(size))
    assert saved.read_bytes() == bytes(size)
    assert [*tmp_path.iterdir()] == [tmp_path / "cat.png"]


def test_name_taken(tmp_path: Path) -> None:
    """A name that is taken is left alone, unless the file has the same content or may be replaced."""
    (tmp_path / "cat.png").write_bytes(b"theirs")
    with pytest.raises(WouldOverwrite):
        save(tmp_path / "cat", adopt=True)
    assert (tmp_path / "cat.png").read_bytes() == b"theirs"
    assert save(tmp_path / "cat", b"theirs", adopt=True).read_bytes() == b"theirs"
    assert save(tmp_path / "cat", overwrite=True).read_bytes() == CONTENT
    assert [*tmp_path.iterdir()] == [tmp_path / "cat.png"]


def test_large_file_refused_early(tmp_path: Path) -> None:
    """A large file that can't have its name is refused before it is complete."""
    (tmp_path / "cat.png").write_bytes(b"theirs")
    with PartFile(tmp_path / "cat", overwrite=False) as part:
        part.admit(".png")
        with pytest.raises(WouldOverwrite):
            part.write(bytes(2 * part_file._KEPT))
    assert [*tmp_path.iterdir()] == [tmp_path / "cat.png"]


def test_started_over(tmp_path: Path) -> None:
    """A download that starts over leaves nothing of its first part in the file."""
    with PartFile(tmp_path / "cat", overwrite=False) as part:
        part.write(bytes(2 * part_file._KEPT))
        part.restart()
        part.write(CONTENT)
        assert part.commit(".png").read_bytes() == CONTENT
    assert part.size == len(CONTENT)


def test_shared_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that wait for the same folder share a sync, and each gets one that began after it asked."""
    together, began = Barrier(9, timeout=20), 0
    first_may_end = Barrier(2, timeout=20)

    def slow(folder: Path) -> None:
        nonlocal began
        assert folder == tmp_path
        began += 1
        if began == 1:
            first_may_end.wait()

    monkeypatch.setattr(folder_sync, "_sync", slow)
    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(folder_sync.sync_folder, tmp_path)
        while not began:
            pass

        def ask() -> None:
            together.wait()
            folder_sync.sync_folder(tmp_path)

        others = [threads.submit(ask) for _ in range(8)]
        together.wait()
        while folder_sync._shared[tmp_path].users < 9:
            pass
        assert not any(each.done() for each in others), "the first sync may have missed their names"
        first_may_end.wait()
        for each in (first, *others):
            each.result()
    assert began == 2
    assert not folder_sync._shared
