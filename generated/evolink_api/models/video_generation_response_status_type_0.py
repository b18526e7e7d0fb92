# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

VideoGenerationResponseStatusType0 = Literal["completed", "failed", "pending", "processing"]

VIDEO_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES: set[VideoGenerationResponseStatusType0] = {
    "completed",
    "failed",
    "pending",
    "processing",
}


def check_video_generation_response_status_type_0(value: str) -> VideoGenerationResponseStatusType0:
    if value in VIDEO_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VIDEO_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES!r}"
    )
