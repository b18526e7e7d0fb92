"""The rooms of the mock keep what docs/architecture.md says of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import evolink_mock

MOCK = Path(evolink_mock.__file__).parent
PURE = ("world", "images", "page")
IMPURE = {"asyncio", "socket", "ssl", "subprocess", "threading", "time"}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield str(node.module).partition(".")[0]


def test_pure_rooms() -> None:
    """World, images and page use no clock, no thread and no socket."""
    files = [file for room in PURE for file in (MOCK / room).glob("*.py")]
    assert len(files) > 20
    assert [file.name for file in files if IMPURE & set(imported(file))] == []


def test_one_file_reads_the_clock() -> None:
    """Only the clock reads real time."""
    assert [file.name for file in MOCK.rglob("*.py") if "time" in set(imported(file))] == ["clock.py"]


def test_one_file_opens_connections() -> None:
    """Only one file opens a connection."""
    opening = [file.name for file in MOCK.rglob("*.py") if "open_connection" in file.read_text(encoding="utf-8")]
    assert opening == ["callback_post.py"]
