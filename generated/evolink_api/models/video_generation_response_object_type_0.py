# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

VideoGenerationResponseObjectType0 = Literal["video.generation.task"]

VIDEO_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES: set[VideoGenerationResponseObjectType0] = {
    "video.generation.task",
}


def check_video_generation_response_object_type_0(value: str) -> VideoGenerationResponseObjectType0:
    if value in VIDEO_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VIDEO_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES!r}"
    )
