# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3ReferenceToVideoRequestModel = Literal["minimax-h3-reference-to-video"]

MINIMAX_H3_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[MinimaxH3ReferenceToVideoRequestModel] = {
    "minimax-h3-reference-to-video",
}


def check_minimax_h3_reference_to_video_request_model(value: str) -> MinimaxH3ReferenceToVideoRequestModel:
    if value in MINIMAX_H3_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
