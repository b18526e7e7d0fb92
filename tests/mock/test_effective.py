"""What a request asks for: its fields, those that it leaves out, and those that have no effect."""

from typing import Any

import jsonschema_rs
import pytest

from evolink_mock.audios.spec import describe_audio
from evolink_mock.images.reference import Picture, Reference
from evolink_mock.images.spec import describe_image
from evolink_mock.videos.spec import describe_video
from evolink_mock.world.contract import operations
from evolink_mock.world.kinds import KINDS, choose_format
from evolink_mock.world.model import Model

ON = {"required": ["expert"], "properties": {"expert": {"const": True}}}
MODEL = Model(
    "easel",
    {
        "size": {"default": "1:1"},
        "quality": {"default": "720p"},
        "ratio": {"default": "16:9", "x-evolink-ignored-when": {"required": ["start"]}},
        "duration": {"x-evolink-effective-when": ON},
        "style": {"default": "oil", "x-evolink-no-effect": True},
        "expert": {"default": False},
        "model_params": {"properties": {"output_format": {"default": "jpeg"}, "size": {"default": "2:3"}}},
    },
    {},
    ((jsonschema_rs.validator_for({"required": ["draft"]}), {"quality": "480p"}),),
)
SEEN = Picture(1, 1, b"")
PORTRAIT = Reference(SEEN, 300, 600)
CLIP = Reference(SEEN, 640, 360, seconds=7.5)


@pytest.mark.parametrize(
    ("request_", "changed"),
    [
        ({}, {}),
        ({"size": "3:2"}, {"size": "3:2"}),
        ({"draft": True}, {"draft": True, "quality": "480p"}),
        ({"draft": True, "quality": "4k"}, {"draft": True, "quality": "4k"}),
        ({"start": "x", "ratio": "1:1"}, {"start": "x", "ratio": None}),
        ({"duration": 9}, {}),
        ({"duration": 9, "expert": True}, {"duration": 9, "expert": True}),
        (
            {"model_params": {"output_format": "png", "type": "x"}},
            {"output_format": "png", "type": "x", "model_params": {"output_format": "png", "type": "x"}},
        ),
    ],
)
def test_effective_fields(request_: dict[str, Any], changed: dict[str, Any]) -> None:
    """Defaults stand in for what is left out, those of a case before others; fields without effect are dropped."""
    usual = {"size": "1:1", "quality": "720p", "ratio": "16:9", "expert": False, "output_format": "jpeg"}
    expected = {name: value for name, value in {**usual, **changed}.items() if value is not None}
    assert MODEL.effective(request_) == expected
    assert choose_format(KINDS["image"], MODEL.effective(request_), "") == expected["output_format"]


@pytest.mark.parametrize(
    ("fields", "reference", "sides"),
    [
        ({"size": "1024X768"}, None, (1024, 768)),
        ({"size": "19.5:9", "resolution": "2k", "quality": "low"}, None, (2048, 945)),
        ({"size": "1:8", "quality": "0.5K"}, None, (64, 512)),
        ({"size": "auto", "quality": "1.5K"}, PORTRAIT, (768, 1536)),
        ({"canvas": {"width": 640, "height": 480}}, PORTRAIT, (640, 480)),
        ({"canvas": {"width": 1, "height": 1}}, PORTRAIT, (512, 1024)),
        ({"size": "900000000x900000000"}, None, (4096, 4096)),
        ({"prompt": "a cat --ar 16:9 --s 500"}, PORTRAIT, (1024, 576)),
        ({"prompt": "a cat --ar 0:9"}, PORTRAIT, (512, 1024)),
    ],
)
def test_sides_of_image(fields: dict[str, Any], reference: Reference | None, sides: tuple[int, int]) -> None:
    """An image has the asked ratio and pixels, or the ratio of what it is made from, and a size that can be drawn."""
    spec = describe_image(fields, model="m", seed="1", references=[reference] if reference else [], suffix="png")
    assert (spec.width, spec.height) == sides


@pytest.mark.parametrize(
    ("fields", "reference", "expected"),
    [
        ({"duration": -1}, None, (1280, 720, 5.0)),
        ({"duration": "4s", "quality": "2k", "aspect_ratio": "adaptive"}, None, (2560, 1440, 4.0)),
        ({"duration": -1}, CLIP, (640, 360, 7.5)),
        ({"duration": 0, "quality": "auto", "aspect_ratio": "auto"}, CLIP, (640, 360, 7.5)),
        ({"duration": 3, "quality": "1080p"}, CLIP, (1920, 1080, 3.0)),
        ({"upscale_factor": 4}, CLIP, (2560, 1440, 7.5)),
        ({"upscale_factor": "4"}, Reference(SEEN, 3840, 2160, seconds=2), (7680, 4320, 2.0)),
        ({"aspect_ratio": "21:9", "quality": "480p"}, PORTRAIT, (1120, 480, 5.0)),
        ({}, Reference(None, seconds=12.0, sound=True), (1280, 720, 12.0)),
    ],
)
def test_video_of_reference(
    fields: dict[str, Any], reference: Reference | None, expected: tuple[int, int, float]
) -> None:
    """A video has the asked sides and seconds, else those of what it is made from, else those of most."""
    spec = describe_video(fields, model="m", seed="1", references=[reference] if reference else [], suffix="mp4")
    assert (spec.width, spec.height, spec.seconds) == expected


@pytest.mark.parametrize(
    ("fields", "sound"), [({"sound": "on"}, True), ({"sound": "off"}, False), ({"keep_sound": True}, True)]
)
def test_sound_of_video(fields: dict[str, Any], sound: bool) -> None:  # noqa: FBT001 - a value of the table
    """A video has sound if a field asks for it, in the words of its model."""
    assert describe_video(fields, model="m", seed="1", references=[], suffix="mp4").sound == sound


def test_results_of_every_model() -> None:
    """The smallest request to each model leads to a file of a known format that can be made."""
    for operation in operations():
        for model in operation.models.values():
            fields, kind = model.effective({}), KINDS[operation.kind]
            suffix = choose_format(kind, fields, "")
            spec = kind.describe(fields, model=model.name, seed="1", references=(), suffix=suffix)
            assert spec.format in kind.media_types
    assert describe_audio({"duration": 2}, model="m", seed="1", references=(), suffix="mp3").seconds == 2
