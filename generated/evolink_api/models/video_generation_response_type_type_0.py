# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

VideoGenerationResponseTypeType0 = Literal["audio", "image", "text", "video"]

VIDEO_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES: set[VideoGenerationResponseTypeType0] = {
    "audio",
    "image",
    "text",
    "video",
}


def check_video_generation_response_type_type_0(value: str) -> VideoGenerationResponseTypeType0:
    if value in VIDEO_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VIDEO_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES!r}"
    )
