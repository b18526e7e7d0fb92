# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Happyhorse11TextToVideoRequestModel = Literal["happyhorse-1.1-text-to-video"]

HAPPYHORSE_11_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Happyhorse11TextToVideoRequestModel] = {
    "happyhorse-1.1-text-to-video",
}


def check_happyhorse_11_text_to_video_request_model(value: str) -> Happyhorse11TextToVideoRequestModel:
    if value in HAPPYHORSE_11_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAPPYHORSE_11_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
