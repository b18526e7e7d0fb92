# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV3TextToVideoRequestModel = Literal["kling-v3-text-to-video"]

KLING_V3_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[KlingV3TextToVideoRequestModel] = {
    "kling-v3-text-to-video",
}


def check_kling_v3_text_to_video_request_model(value: str) -> KlingV3TextToVideoRequestModel:
    if value in KLING_V3_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V3_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
