# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3ImageToVideoRequestModel = Literal["minimax-h3-image-to-video"]

MINIMAX_H3_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES: set[MinimaxH3ImageToVideoRequestModel] = {
    "minimax-h3-image-to-video",
}


def check_minimax_h3_image_to_video_request_model(value: str) -> MinimaxH3ImageToVideoRequestModel:
    if value in MINIMAX_H3_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_IMAGE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
