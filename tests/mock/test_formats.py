import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from evolink_mock.world.kinds import KINDS, choose_format

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST = {"model": "nano-banana-beta", "prompt": "x", "size": "3:2"}


@pytest.mark.parametrize(
    ("ending", "media_type", "format_name"),
    [("png", "image/png", "PNG"), ("jpg", "image/jpeg", "JPEG"), ("webp", "image/webp", "WEBP")],
)
def test_preferred_format(mock: "Caller", ending: str, media_type: str, format_name: str) -> None:
    """Results have the preferred format."""
    made = mock.create({"prefer": f"format={ending}"}, **REQUEST)
    mock.now += 1_000
    (link,) = mock.task(made["id"])["results"]
    assert link.endswith(f".{ending}")
    response = mock.fetch(link)
    assert response.headers["content-type"] == media_type
    with Image.open(io.BytesIO(response.body)) as image:
        assert (image.format, image.size) == (format_name, (1024, 683))
    assert mock.fetch(link).body == response.body


def test_result_under_other_suffix(mock: "Caller") -> None:
    """A result is not served under another suffix."""
    link = mock.finished(**REQUEST)["results"][0]
    assert mock.fetch(link.replace(".png", ".webp")).status == 404
    assert mock.fetch(link.replace(".png", ".exe")).status == 404


def test_output_format_field() -> None:
    """The field `output_format` sets the format unless a preference does."""
    assert choose_format(KINDS["image"], {"output_format": "WEBP"}, "") == "webp"
    assert choose_format(KINDS["image"], {"output_format": "WEBP"}, "jpg") == "jpg"
    assert (
        choose_format(KINDS["image"], {"output_format": "tiff"}, "") == choose_format(KINDS["image"], {}, "") == "png"
    )
