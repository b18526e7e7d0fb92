# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance20MiniTextToVideoRequestModel = Literal["seedance-2.0-mini-text-to-video"]

SEEDANCE_20_MINI_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance20MiniTextToVideoRequestModel] = {
    "seedance-2.0-mini-text-to-video",
}


def check_seedance_20_mini_text_to_video_request_model(value: str) -> Seedance20MiniTextToVideoRequestModel:
    if value in SEEDANCE_20_MINI_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_20_MINI_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
