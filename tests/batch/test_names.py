"""Names depend on the row alone, and no name leads out of the folder or over another."""

import string
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolink.batch._manifest.names import (
    file_stem,
    folded,
    id_in,
    name_by_request,
    name_with_id,
    numbered_stems,
    stem_with_mark,
    wrong_id,
)

PRINT = "0123456789abcdef" * 4


def test_a_row_with_an_id_is_called_by_it() -> None:
    name = name_with_id("cat", PRINT)
    assert (name.stem, id_in(name.row_id)) == ("cat", "cat")


def test_the_same_id_with_another_request_is_another_row() -> None:
    assert name_with_id("cat", PRINT).row_id != name_with_id("cat", PRINT[::-1]).row_id


def test_a_row_without_an_id_is_called_by_its_first_words_and_its_request() -> None:
    name = name_by_request("A lighthouse at dusk, ink and watercolour, on old paper", PRINT, 1)
    assert name.stem == "a-lighthouse-at-dusk-ink-and-watercolour-0123456789ab"
    assert id_in(name.row_id) is None


def test_a_prompt_in_another_script_leaves_the_mark() -> None:
    assert name_by_request("灯台", PRINT, 1).stem == "0123456789ab"


def test_the_same_request_twice_makes_two_files() -> None:
    assert [name_by_request("a cat", PRINT, repeat).stem for repeat in (1, 2, 3)] == [
        "a-cat-0123456789ab",
        "a-cat-0123456789ab.2",
        "a-cat-0123456789ab.3",
    ]


@given(st.text(), st.integers(1, 5))
def test_the_stem_is_found_again_from_the_name_in_the_journal(prompt: str, repeat: int) -> None:
    name = name_by_request(prompt, PRINT, repeat)
    assert file_stem(name.row_id, prompt) == name.stem
    assert set(name.stem) <= set(string.ascii_lowercase + string.digits + "-.")


@given(st.text().filter(lambda text: wrong_id(text) is None))
def test_an_id_that_is_let_in_is_a_file_of_the_folder_everywhere(row_id: str) -> None:
    assert id_in(name_with_id(row_id, PRINT).row_id) == row_id
    for stem in (*numbered_stems(row_id, 4), stem_with_mark(name_with_id(row_id, PRINT).row_id, row_id)):
        name = f"{stem}.png"
        assert PurePosixPath(name).name == PureWindowsPath(name).name == name
        assert len(name.encode()) < 255
        assert not PureWindowsPath(name).is_reserved()


@pytest.mark.parametrize(
    "row_id",
    ["", " ", "a/b", "a\\b", "..", ".hidden", "a:b", "con", "NUL.x", "a\n", " a", "a ", "a.", "é" * 91, "\ud800", True,
     None, 1.5, ["a"], {}],
)  # fmt: skip
def test_what_is_no_name_of_a_file_is_refused(row_id: Any) -> None:
    assert wrong_id(row_id)


@pytest.mark.parametrize("row_id", ["cat", "katze 1", "灯台", "a.b", "a@b", 42, "console", "v1.5-final"])
def test_what_people_call_rows_is_let_in(row_id: Any) -> None:
    assert wrong_id(row_id) is None


def test_several_pictures_are_numbered() -> None:
    assert numbered_stems("cat", 1) == ["cat"]
    assert numbered_stems("cat", 3) == ["cat-1", "cat-2", "cat-3"]


def test_names_that_some_disk_takes_for_one_are_one() -> None:
    assert folded("Cat") == folded("cAT")
    assert folded("é") == folded("E\u0301")
    assert folded("cat") != folded("car")
