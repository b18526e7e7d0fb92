# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3MaxTextToVideoRequestAspectRatio = Literal["16:9", "1:1", "21:9", "3:4", "4:3", "9:16"]

MINIMAX_H3_MAX_TEXT_TO_VIDEO_REQUEST_ASPECT_RATIO_VALUES: set[MinimaxH3MaxTextToVideoRequestAspectRatio] = {
    "16:9",
    "1:1",
    "21:9",
    "3:4",
    "4:3",
    "9:16",
}


def check_minimax_h3_max_text_to_video_request_aspect_ratio(
    value: str,
) -> MinimaxH3MaxTextToVideoRequestAspectRatio:
    if value in MINIMAX_H3_MAX_TEXT_TO_VIDEO_REQUEST_ASPECT_RATIO_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_MAX_TEXT_TO_VIDEO_REQUEST_ASPECT_RATIO_VALUES!r}"
    )
