# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV3TurboTextToVideoRequestModel = Literal["kling-v3-turbo-text-to-video"]

KLING_V3_TURBO_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[KlingV3TurboTextToVideoRequestModel] = {
    "kling-v3-turbo-text-to-video",
}


def check_kling_v3_turbo_text_to_video_request_model(value: str) -> KlingV3TurboTextToVideoRequestModel:
    if value in KLING_V3_TURBO_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V3_TURBO_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
