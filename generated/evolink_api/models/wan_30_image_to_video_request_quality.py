# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan30ImageToVideoRequestQuality = Literal["1080p", "480p", "720p"]

WAN_30_IMAGE_TO_VIDEO_REQUEST_QUALITY_VALUES: set[Wan30ImageToVideoRequestQuality] = {
    "1080p",
    "480p",
    "720p",
}


def check_wan_30_image_to_video_request_quality(value: str) -> Wan30ImageToVideoRequestQuality:
    if value in WAN_30_IMAGE_TO_VIDEO_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_30_IMAGE_TO_VIDEO_REQUEST_QUALITY_VALUES!r}"
    )
