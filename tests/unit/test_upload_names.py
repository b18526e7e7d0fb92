"""The names of uploaded files and of their folders."""

import re
from dataclasses import replace

import pytest

from evolink._files.local_file import LocalFile, local_file
from evolink._files.upload_name import check_folder, check_name, unique_name
from evolink.errors import InvalidRequest

PNG = b"\x89PNG\r\n\x1a\n"


def file(name: str, content: bytes = PNG) -> LocalFile:
    found = local_file(content)
    assert found
    return replace(found, name=name)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("cat.png", "cat"),
        ("Crème brûlée.PNG", "Creme-brulee"),
        ("кот.png", "file"),
        ("a b\n&?#%;c.png", "a-b-c"),
        ("...png", "file"),
        (f"{'x' * 300}.png", "x" * 60),
    ],
)
def test_safe_name(name: str, stem: str) -> None:
    """A name is made of characters that are safe in links, and tells contents apart."""
    safe = unique_name(file(name))
    assert re.fullmatch(r"[A-Za-z0-9_-]+-[0-9a-f]{16}(\.[a-z0-9]+)?", safe)
    assert safe.startswith(f"{stem}-")
    assert safe != unique_name(file(name, PNG + b"more"))


def test_suffix_stays() -> None:
    """A suffix stays, as models look at it; a file without a name is named by its content."""
    assert unique_name(file("cat.PNG")).endswith(".png")
    unnamed = local_file(PNG)
    assert unnamed
    assert re.fullmatch(r"[0-9a-f]{16}\.png", unique_name(unnamed))


@pytest.mark.parametrize("name", ["cat.png", "кот 1.png", ".hidden"])
def test_own_name(name: str) -> None:
    """A name that the caller has chosen is kept."""
    assert check_name(name) == name


@pytest.mark.parametrize("name", ["", " ", ".", "..", "a/b", "a\\b", "a\nb", "a\0b", "\ud800", "x" * 256])
def test_impossible_name(name: str) -> None:
    """What is no plain file name is refused."""
    with pytest.raises(InvalidRequest, match="file name"):
        check_name(name)


def test_own_folder() -> None:
    """A folder is a relative path of plain names."""
    assert [check_folder("shots"), check_folder("shots/monday/")] == ["shots", "shots/monday"]
    for folder in ("", "/", "/etc", "a//b", "../a", "a/..", "a\\b", "a\nb", "x/" * 200):
        with pytest.raises(InvalidRequest, match="folder"):
            check_folder(folder)
