# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance20FastTextToVideoRequestModel = Literal["seedance-2.0-fast-text-to-video"]

SEEDANCE_20_FAST_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance20FastTextToVideoRequestModel] = {
    "seedance-2.0-fast-text-to-video",
}


def check_seedance_20_fast_text_to_video_request_model(value: str) -> Seedance20FastTextToVideoRequestModel:
    if value in SEEDANCE_20_FAST_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_20_FAST_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
