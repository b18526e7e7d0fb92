# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3MaxTurboImageToVideoRequestModel = Literal["minimax-h3-max-turbo-image-to-video"]

MINIMAX_H3_MAX_TURBO_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[MinimaxH3MaxTurboImageToVideoRequestModel] = {
    "minimax-h3-max-turbo-image-to-video",
}


def check_minimax_h3_max_turbo_image_to_video_request_model(
    value: str,
) -> MinimaxH3MaxTurboImageToVideoRequestModel:
    if value in MINIMAX_H3_MAX_TURBO_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_MAX_TURBO_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
