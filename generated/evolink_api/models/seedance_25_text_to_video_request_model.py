# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25TextToVideoRequestModel = Literal["seedance-2.5-text-to-video"]

SEEDANCE_25_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance25TextToVideoRequestModel] = {
    "seedance-2.5-text-to-video",
}


def check_seedance_25_text_to_video_request_model(value: str) -> Seedance25TextToVideoRequestModel:
    if value in SEEDANCE_25_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
