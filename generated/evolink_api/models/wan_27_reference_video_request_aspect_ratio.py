# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan27ReferenceVideoRequestAspectRatio = Literal["16:9", "1:1", "3:4", "4:3", "9:16"]

WAN_27_REFERENCE_VIDEO_REQUEST_ASPECT_RATIO_VALUES: set[Wan27ReferenceVideoRequestAspectRatio] = {
    "16:9",
    "1:1",
    "3:4",
    "4:3",
    "9:16",
}


def check_wan_27_reference_video_request_aspect_ratio(value: str) -> Wan27ReferenceVideoRequestAspectRatio:
    if value in WAN_27_REFERENCE_VIDEO_REQUEST_ASPECT_RATIO_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_27_REFERENCE_VIDEO_REQUEST_ASPECT_RATIO_VALUES!r}"
    )
