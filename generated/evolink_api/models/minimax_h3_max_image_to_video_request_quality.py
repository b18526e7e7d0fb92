# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3MaxImageToVideoRequestQuality = Literal["480p", "768p"]

MINIMAX_H3_MAX_IMAGE_TO_VIDEO_REQUEST_QUALITY_VALUES: set[MinimaxH3MaxImageToVideoRequestQuality] = {
    "480p",
    "768p",
}


def check_minimax_h3_max_image_to_video_request_quality(value: str) -> MinimaxH3MaxImageToVideoRequestQuality:
    if value in MINIMAX_H3_MAX_IMAGE_TO_VIDEO_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_MAX_IMAGE_TO_VIDEO_REQUEST_QUALITY_VALUES!r}"
    )
