import io
from dataclasses import replace

import pytest
from PIL import Image

from evolink_mock.images.caption import _font, legible, wrap
from evolink_mock.images.drawing import draw
from evolink_mock.images.spec import ImageSpec

PICTURE = ImageSpec("seed", "a quiet harbour", "some-model", "3:2", 300, 200)


def pixels(picture: ImageSpec) -> bytes:
    with Image.open(io.BytesIO(draw(picture))) as image:
        return image.tobytes()


def test_the_same_picture_is_drawn_byte_for_byte_again() -> None:
    once = draw(PICTURE)
    draw.cache_clear()
    assert draw(PICTURE) == once


@pytest.mark.parametrize(
    "changed",
    [
        replace(PICTURE, seed="other"),
        replace(PICTURE, prompt="other"),
        replace(PICTURE, model="other"),
        replace(PICTURE, size="5:4"),
    ],
)
def test_each_fact_shows_in_the_picture(changed: ImageSpec) -> None:
    assert pixels(changed) != pixels(PICTURE)


def test_the_reference_shows_in_the_picture() -> None:
    edit = replace(PICTURE, reference=replace(PICTURE, seed="other"))
    assert pixels(edit) != pixels(PICTURE)


@pytest.mark.parametrize("seed", [f"{number}" for number in range(12)])
@pytest.mark.parametrize("size", [(64, 1024), (1024, 64), (16, 16), (1, 1)])
def test_every_scene_can_be_drawn_at_odd_sizes(seed: str, size: tuple[int, int]) -> None:
    picture = replace(PICTURE, seed=seed, width=size[0], height=size[1], reference=PICTURE)
    with Image.open(io.BytesIO(draw(picture))) as image:
        assert image.size == size


@pytest.mark.parametrize("prompt", ["", "word " * 400, "x" * 2000, "\n\t\x00", "漢字", "a\u0301\u200d\U0001f600"])
def test_any_prompt_can_be_drawn(prompt: str) -> None:
    assert draw(replace(PICTURE, prompt=prompt)).startswith(b"\x89PNG")


def test_a_long_text_ends_with_an_ellipsis_inside_its_width() -> None:
    font = _font(20)
    lines = wrap("several words that never end " * 20, font, 300)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(font.getlength(line) <= 300 for line in lines)


def test_a_short_text_is_not_cut() -> None:
    assert wrap("a cat", _font(20), 300) == ["a cat"]


def test_a_run_without_shapes_becomes_an_ellipsis() -> None:
    assert legible("a 漢字 b") == "a … b"


@pytest.mark.parametrize(
    ("prompt", "told"),
    [
        ("静かな港の朝", "6 characters in Han and Hiragana"),
        ("조용한 항구", "6 characters in Hangul"),
        ("\U0001f600", ""),
        ("!?", "!?"),
    ],
)
def test_a_prompt_that_cannot_be_drawn_is_told_of(prompt: str, told: str) -> None:
    assert legible(prompt) == told


def test_letters_lose_their_accents_rather_than_their_place() -> None:
    assert legible("“Café” — naïve") == "“Cafe” - naive"
