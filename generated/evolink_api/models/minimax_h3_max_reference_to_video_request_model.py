# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MinimaxH3MaxReferenceToVideoRequestModel = Literal["minimax-h3-max-reference-to-video"]

MINIMAX_H3_MAX_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[MinimaxH3MaxReferenceToVideoRequestModel] = {
    "minimax-h3-max-reference-to-video",
}


def check_minimax_h3_max_reference_to_video_request_model(
    value: str,
) -> MinimaxH3MaxReferenceToVideoRequestModel:
    if value in MINIMAX_H3_MAX_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MINIMAX_H3_MAX_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
