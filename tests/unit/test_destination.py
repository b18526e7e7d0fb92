"""Where images are saved, checked before anything is paid."""

import errno
import os
from pathlib import Path

import pytest

from evolink._contract.kinds import VIDEOS
from evolink._files import destination
from evolink._files.destination import Destination, resolve_batch_folder
from evolink.errors import ConfigurationError, SavingError, WouldOverwrite


def ready(given: str | Path, images: int = 1, *, overwrite: bool = False) -> Destination:
    place = Destination.of(given, overwrite=overwrite)
    place.prepare(images)
    return place


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("", "empty"),
        ("a\0b", "null|NUL"),
        ("nowhere", "leads nowhere"),
        ("lost/cat.png", "can't make the folder"),
        ("file/cat.png", "(?i)not a directory"),
        ("file/", "(?i)not a directory|can't make"),
        ("dir", "dir.png is a folder"),
        ("fifo", "is a FIFO"),
        ("/dev/null", "is a device"),
        ("x" * 253, "too long"),
        (f"{'é' * 126}.png", "too long"),
        ("x" * 5000, "(?i)too long"),
        ("~nobody-of-that-name/cat.png", "can't be expanded"),
        ("\ud800.png", "can't"),
    ],
    ids=lambda value: repr(value)[:24],
)
@pytest.mark.parametrize("overwrite", [False, True])
def test_impossible_file(given: str, wrong: str, *, overwrite: bool) -> None:
    """A destination that can't be a file is refused."""
    Path("nowhere.png").symlink_to("gone/away")
    Path("lost").symlink_to("gone")
    Path("file").touch()
    Path("dir.png").mkdir()
    os.mkfifo("fifo")
    with pytest.raises(SavingError, match=wrong) as caught:
        ready(given, overwrite=overwrite)
    assert not isinstance(caught.value, WouldOverwrite)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize(
    ("there", "given", "images"),
    [
        ("cat.png", "cat.png", 1),
        ("cat.webp", "cat", 1),
        ("cat-2.png", "cat.png", 2),
        ("cat-1.jpeg", "cat", 2),
        ("cat.png", "cat.jpg", 1),
        ("cat-2.webp", "cat.PNG", 2),
    ],
)
def test_existing_file(there: str, given: str, images: int) -> None:
    """An existing file is refused unless it may be overwritten."""
    Path(there).touch()
    with pytest.raises(WouldOverwrite, match=there):
        ready(given, images)
    ready(given, images, overwrite=True)
    assert Path(there).read_bytes() == b""


def test_existing_file_of_another_kind() -> None:
    """A video may stand beside the image that it was made from, and not replace another video."""
    Path("cat.png").touch()
    for name in ("cat", "cat.mp4"):
        Destination.of(name, VIDEOS, overwrite=False).prepare(1)
    Path("cat.webm").touch()
    with pytest.raises(WouldOverwrite, match=r"cat\.webm already exists, and a result of that type"):
        Destination.of("cat.mp4", VIDEOS, overwrite=False).prepare(1)


def test_read_only_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without write permission is refused."""

    def refuse(dir: Path) -> None:  # noqa: A002 - as the original has it
        raise PermissionError(errno.EACCES, "Permission denied", dir)

    monkeypatch.setattr(destination, "TemporaryFile", refuse)
    with pytest.raises(SavingError, match="can't write into the folder locked: Permission denied"):
        ready("locked/cat.png")


@pytest.mark.parametrize(
    ("given", "images", "names"),
    [
        ("cats/", 2, ["cats/task-1-1", "cats/task-1-2"]),
        (".", 1, ["task-1-1"]),
        ("new/cat.png", 1, ["new/cat.png"]),
        ("cat.v1.5", 2, ["cat.v1.5-1", "cat.v1.5-2"]),
        ("cat.JPEG", 2, ["cat-1.JPEG", "cat-2.JPEG"]),
    ],
)
def test_names_and_folder(given: str, images: int, names: list[str]) -> None:
    """Each image gets a name, and the folder is created."""
    place = ready(given, images)
    assert [str(path) for path in place.names("task-1", images)] == names
    assert place.names("task-1", images)[0].parent.is_dir()


def test_home_folder(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~` is expanded in the paths of files and folders."""
    monkeypatch.setenv("HOME", str(here / "home"))
    assert ready("~/cats/").path == here / "home" / "cats"
    assert ready(Path("~/cat.png")).recorded_path == str(here / "home" / "cat.png")
    assert resolve_batch_folder("~/out") == here / "home" / "out"
    with pytest.raises(ConfigurationError, match="can't be"):
        resolve_batch_folder("~nobody-of-that-name/out")


@pytest.mark.parametrize(("given", "noted"), [("cats/", "cats/"), (".", "/"), ("cat.png", "cat.png")])
def test_recorded_path(here: Path, given: str, noted: str) -> None:
    """The journal records an absolute path, whatever the current folder."""
    assert ready(given).recorded_path == f"{here}/{noted}".replace("//", "/")
