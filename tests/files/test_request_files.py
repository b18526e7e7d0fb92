"""Files in requests: found in the contract's places for links, and checked together with everything else."""

import io
import logging
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from evolink._files import media_facts
from evolink._files.request_files import checked_files, find_files
from evolink.errors import InvalidRequest

KEY = "a-key-of-enough-length"
EDIT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}


def _image(width: int = 8, height: int = 8, form: str = "PNG", mode: str = "RGB") -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height)).save(written, form)
    return written.getvalue()


def _broken(request: dict[str, Any], *, unchecked: bool = False) -> list[tuple[str, str]]:
    with pytest.raises(InvalidRequest) as raised:
        checked_files(request, KEY, unchecked=unchecked)
    return [(each.field, each.rule) for each in raised.value.violations]


@pytest.fixture
def cat(tmp_path: Path) -> Path:
    """A file in the working directory of nobody."""
    path = tmp_path / "cat.png"
    path.write_bytes(_image())
    return path


def test_files_stand_wherever_links_may(cat: Path) -> None:
    """In a list, in a parameter of its own and deep inside others, a file becomes a link, and links stay."""
    link = "https://example.com/dog.png"
    found = checked_files({**EDIT, "image_urls": (cat, link, Image.open(cat))}, KEY)
    assert found.with_links(lambda file: file.name)["image_urls"][:2] == ["cat.png", link]
    nested = {"model": "mj-v7-upload-paint", "model_params": {"mask": {"url": cat}}}
    assert [each.field for each in find_files(nested).given] == ["model_params.mask.url"]


def test_content_is_the_identity_of_a_request(cat: Path, tmp_path: Path) -> None:
    """The same content under another name is the same request; other content under the same name is another one."""
    twin = tmp_path / "twin"
    twin.write_bytes(cat.read_bytes())
    requests = [checked_files({**EDIT, "image_urls": [each]}, KEY) for each in (cat, twin, cat.read_bytes())]
    assert requests[0].identity == requests[1].identity == requests[2].identity
    cat.write_bytes(_image(9, 9))
    assert checked_files({**EDIT, "image_urls": [cat]}, KEY).identity != requests[0].identity


def test_all_that_is_wrong_is_said_at_once(cat: Path, tmp_path: Path) -> None:
    """Rules of the request and limits of its files are reported together, in the order of its parameters."""
    gif = tmp_path / "a.png"
    gif.write_bytes(_image(form="GIF"))
    given = [tmp_path / "none.png", gif, str(cat), b"", tmp_path]
    assert _broken({**EDIT, "prompt": "", "image_urls": given, "mask_url": _image(form="JPEG"), "n": 3}) == [
        ("prompt", "x-evolink-required-not-blank"),
        ("n", "enum"),
        ("image_urls", "maxItems"),
        ("image_urls[0]", "file"),
        ("image_urls[1]", "x-evolink-image-formats"),
        ("image_urls[2]", "file"),
        ("image_urls[3]", "file"),
        ("image_urls[4]", "file"),
        ("mask_url", "x-evolink-image-formats"),
    ]


@pytest.mark.parametrize(
    ("model", "place", "fitting", "other"),
    [
        ("videoretalk", "video_url", "clip.mp4", "cat.png"),
        ("videoretalk", "audio_url", "clip.mp4", "cat.png"),  # a container of sound, too
        ("videoretalk", "ref_image_url", "cat.png", "clip.mp4"),
    ],
)
def test_file_of_another_kind(cat: Path, model: str, place: str, fitting: str, other: str) -> None:
    """Where no formats are documented, a picture is refused as video or sound, and these as a picture."""
    (cat.parent / "clip.mp4").write_bytes(b"\0\0\0\x18ftypisom" + bytes(64))
    links = {"video_url": "https://example.com/a.mp4", "audio_url": "https://example.com/a.mp3"}
    request = {"model": model, **links, place: cat.parent / other}
    assert _broken(request) == [(place, "kind")]
    assert checked_files(request, KEY, unchecked=True).files
    assert checked_files({**request, place: cat.parent / fitting}, KEY).files


def test_value_in_an_error_is_what_the_caller_gave(cat: Path) -> None:
    """No error shows a link that the caller never wrote."""
    with pytest.raises(InvalidRequest) as raised:
        checked_files({**EDIT, "image_urls": [cat, *[_image()] * 5], "n": cat}, KEY)
    assert "example.com" not in str(raised.value)
    assert raised.value.violations[-1].value == [cat, *[_image()] * 5]


def test_name_of_a_file_is_no_link(cat: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text that names an existing file is refused with the two ways out; other text is just no link."""
    monkeypatch.chdir(cat.parent)
    with pytest.raises(InvalidRequest, match=r"Path\('cat.png'\), or upload it with client.files.upload"):
        checked_files({**EDIT, "image_urls": ["cat.png"]}, KEY)
    assert _broken({**EDIT, "image_urls": [cat.as_uri()]}) == [("image_urls[0]", "file")]
    assert ("image_urls[0]", "pattern") in _broken({**EDIT, "image_urls": ["dog.png"]})


@pytest.mark.parametrize(
    ("request_", "broken"),
    [
        ({"prompt": _image()}, [("prompt", "type")]),
        ({"image_urls": _image()}, [("image_urls", "type")]),
        ({"callback_url": _image()}, [("callback_url", "type")]),
        ({"model": "brand-new", "image_urls": [_image()]}, [("model", "enum")]),
    ],
    ids=["text", "list", "callback", "unknown model"],
)
def test_file_where_none_may_stand(request_: dict[str, Any], broken: list[tuple[str, str]]) -> None:
    """A file in the place of a text, of a list or of an address to call back is refused by that place's name."""
    assert _broken({**EDIT, **request_}) == broken


def test_unchecked_sends_files_to_what_is_not_known() -> None:
    """With unchecked, files may stand in parameters and models that are newer than this version."""
    newer: tuple[dict[str, Any], ...] = (
        {"model": "brand-new", "start": {"frames": [_image()]}},
        {"new_urls": [_image()]},
    )
    for more in newer:
        found = checked_files({**EDIT, **more}, KEY, unchecked=True)
        assert len(found.files) == 1
    assert _broken({**EDIT, "image_urls": [_image(form="GIF")]}, unchecked=True) == [
        ("image_urls[0]", "x-evolink-image-formats")
    ]


def test_mask_of_another_size_is_refused() -> None:
    """A mask must have the size of the image that it is for."""
    wrong = {**EDIT, "image_urls": [_image(8, 8)], "mask_url": _image(8, 9)}
    assert _broken(wrong) == [("mask_url", "x-evolink-same-size-as")]


def test_limit_that_can_not_be_read_is_named_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the extra that reads videos, the log says which limits were not checked, and how to have them checked."""

    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(media_facts, "import_module", missing)
    media_facts.warn_once.cache_clear()
    video = b"\0\0\0\x18ftypmp42" + bytes(100)
    request: dict[str, Any] = {"model": "kling-v3-motion-control", "prompt": "a cat", "video_urls": [video]}
    request |= {"image_urls": ["https://example.com/a.png"], "model_params": {"character_orientation": "video"}}
    with caplog.at_level(logging.WARNING, logger="evolink"):
        for _ in range(2):
            checked_files(request, KEY)
    assert [record.getMessage().count("evolink[media]") for record in caplog.records] == [1, 1, 1]
