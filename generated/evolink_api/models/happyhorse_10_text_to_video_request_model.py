# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Happyhorse10TextToVideoRequestModel = Literal["happyhorse-1.0-text-to-video"]

HAPPYHORSE_10_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Happyhorse10TextToVideoRequestModel] = {
    "happyhorse-1.0-text-to-video",
}


def check_happyhorse_10_text_to_video_request_model(value: str) -> Happyhorse10TextToVideoRequestModel:
    if value in HAPPYHORSE_10_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAPPYHORSE_10_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
