# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance20MiniTextToVideoRequestQuality = Literal["480p", "720p"]

SEEDANCE_20_MINI_TEXT_TO_VIDEO_REQUEST_QUALITY_VALUES: set[Seedance20MiniTextToVideoRequestQuality] = {
    "480p",
    "720p",
}


def check_seedance_20_mini_text_to_video_request_quality(
    value: str,
) -> Seedance20MiniTextToVideoRequestQuality:
    if value in SEEDANCE_20_MINI_TEXT_TO_VIDEO_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_20_MINI_TEXT_TO_VIDEO_REQUEST_QUALITY_VALUES!r}"
    )
