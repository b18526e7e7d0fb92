import io
from dataclasses import replace

import pytest
from PIL import Image

from evolink_mock.images.caption import _font, legible, wrap
from evolink_mock.images.drawing import draw
from evolink_mock.images.spec import ImageSpec

IMAGE = ImageSpec("seed", "a quiet harbour", "some-model", "3:2", 300, 200)


def pixels(spec: ImageSpec) -> bytes:
    with Image.open(io.BytesIO(draw(spec))) as image:
        return image.tobytes()


def test_drawing_is_reproducible() -> None:
    """The same spec always gives the same bytes."""
    once = draw(IMAGE)
    draw.cache_clear()
    assert draw(IMAGE) == once


@pytest.mark.parametrize(
    "changed",
    [
        replace(IMAGE, seed="other"),
        replace(IMAGE, prompt="other"),
        replace(IMAGE, model="other"),
        replace(IMAGE, size="5:4"),
    ],
)
def test_image_depends_on_each_field(changed: ImageSpec) -> None:
    """Each field of a spec changes the image."""
    assert pixels(changed) != pixels(IMAGE)


def test_image_shows_reference() -> None:
    """The image of an edit shows its reference."""
    edit = replace(IMAGE, reference=replace(IMAGE, seed="other"))
    assert pixels(edit) != pixels(IMAGE)


@pytest.mark.parametrize("seed", [f"{number}" for number in range(12)])
@pytest.mark.parametrize("size", [(64, 1024), (1024, 64), (16, 16), (1, 1)])
def test_scenes_at_odd_sizes(seed: str, size: tuple[int, int]) -> None:
    """Every scene can be drawn at odd sizes."""
    spec = replace(IMAGE, seed=seed, width=size[0], height=size[1], reference=IMAGE)
    with Image.open(io.BytesIO(draw(spec))) as image:
        assert image.size == size


@pytest.mark.parametrize("prompt", ["", "word " * 400, "x" * 2000, "\n\t\x00", "漢字", "a\u0301\u200d\U0001f600"])
def test_any_prompt_can_be_drawn(prompt: str) -> None:
    """Any prompt can be drawn."""
    assert draw(replace(IMAGE, prompt=prompt)).startswith(b"\x89PNG")


def test_long_caption_is_cut() -> None:
    """A long caption ends with an ellipsis within its width."""
    font = _font(20)
    lines = wrap("several words that never end " * 20, font, 300)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(font.getlength(line) <= 300 for line in lines)


def test_short_caption_is_not_cut() -> None:
    """A short caption is not cut."""
    assert wrap("a cat", _font(20), 300) == ["a cat"]


def test_missing_glyphs_become_ellipsis() -> None:
    """A run of characters that the font lacks becomes an ellipsis."""
    assert legible("a 漢字 b") == "a … b"


@pytest.mark.parametrize(
    ("prompt", "described"),
    [
        ("静かな港の朝", "6 characters in Han and Hiragana"),
        ("조용한 항구", "6 characters in Hangul"),
        ("\U0001f600", ""),
        ("!?", "!?"),
    ],
)
def test_illegible_prompt_is_described(prompt: str, described: str) -> None:
    """A prompt that the font can't show is described instead."""
    assert legible(prompt) == described


def test_accents_are_dropped() -> None:
    """Letters that the font lacks only lose their accents."""
    assert legible("“Café” — naïve") == "“Cafe” - naive"
