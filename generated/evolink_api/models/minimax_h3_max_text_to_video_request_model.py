# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3MaxTextToVideoRequestModel = Literal["minimax-h3-max-text-to-video"]

MINIMAX_H3_MAX_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[MinimaxH3MaxTextToVideoRequestModel] = {
    "minimax-h3-max-text-to-video",
}


def check_minimax_h3_max_text_to_video_request_model(value: str) -> MinimaxH3MaxTextToVideoRequestModel:
    if value in MINIMAX_H3_MAX_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_MAX_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
