"""Names depend on the row alone, and none leads out of the folder or replaces another file."""

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink.batch._manifest.names import (
    file_stem,
    folded,
    id_in,
    name_by_request,
    name_with_id,
    number_stems,
    stem_with_mark,
    wrong_id,
)

PRINT = "0123456789abcdef" * 4


def test_name_with_id() -> None:
    """A row with an id is named by it."""
    name = name_with_id("cat", PRINT)
    assert (name.stem, id_in(name.row_id)) == ("cat", "cat")


def test_same_id_other_request() -> None:
    """The same id with another request is another row."""
    assert name_with_id("cat", PRINT).row_id != name_with_id("cat", PRINT[::-1]).row_id


def test_name_without_id() -> None:
    """A row without an id is named by its first words and its request."""
    name = name_by_request("A lighthouse at dusk, ink and watercolour, on old paper", PRINT, 1)
    assert name.stem == "a-lighthouse-at-dusk-ink-and-watercolour-0123456789ab"
    assert id_in(name.row_id) is None


def test_prompt_in_another_script() -> None:
    """A prompt in another script names its files as well; one without words leaves the mark of its request."""
    assert name_by_request("灯台", PRINT, 1).stem == "灯台-0123456789ab"
    assert name_by_request("🗼", PRINT, 1).stem == "0123456789ab"


def test_same_request_twice() -> None:
    """The same request twice makes two files."""
    assert [name_by_request("a cat", PRINT, repeat).stem for repeat in (1, 2, 3)] == [
        "a-cat-0123456789ab",
        "a-cat-0123456789ab.2",
        "a-cat-0123456789ab.3",
    ]


@settings(deadline=None)
@given(st.text(), st.integers(1, 5))
def test_stem_from_row_id(prompt: str, repeat: int) -> None:
    """The file stem follows from the row's name in the journal, and is a short file name on every system."""
    name = name_by_request(prompt, PRINT, repeat)
    assert file_stem(name.row_id, prompt) == name.stem
    assert wrong_id(name.stem) is None
    assert name.stem[0] != "-"
    assert len(name.stem.encode()) <= 100


@settings(deadline=None)
@given(st.text().filter(lambda text: wrong_id(text) is None))
def test_accepted_id_is_a_file_name(row_id: str) -> None:
    """An id that is accepted is a file name in the folder on every system."""
    assert id_in(name_with_id(row_id, PRINT).row_id) == row_id
    for stem in (*number_stems(row_id, 4), stem_with_mark(name_with_id(row_id, PRINT).row_id, row_id)):
        name = f"{stem}.png"
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name
        assert len(name.encode()) < 255
        assert not PureWindowsPath(name).is_reserved()


@pytest.mark.parametrize(
    "row_id",
    ["", " ", "a/b", "a\\b", "..", ".hidden", "a:b", "con", "NUL.x", "a\n", " a", "a ", "a.", "é" * 91, "\ud800", True,
     None, 1.5, ["a"], {}],
)  # fmt: skip
def test_wrong_id(row_id: Any) -> None:
    """An id that can't be a file name is refused."""
    assert wrong_id(row_id)


@pytest.mark.parametrize("row_id", ["cat", "katze 1", "灯台", "a.b", "a@b", 42, "console", "v1.5-final"])
def test_usual_ids(row_id: Any) -> None:
    """The usual ids of rows are accepted."""
    assert wrong_id(row_id) is None


def test_numbered_files() -> None:
    """Several images are numbered."""
    assert number_stems("cat", 1) == ["cat"]
    assert number_stems("cat", 3) == ["cat-1", "cat-2", "cat-3"]


def test_folded_names() -> None:
    """Names that some file system takes for the same are the same."""
    assert folded("Cat") == folded("cAT")
    assert folded("é") == folded("E\u0301")
    assert folded("cat") != folded("car")
