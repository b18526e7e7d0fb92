# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingO3ReferenceToVideoRequestModel = Literal["kling-o3-reference-to-video"]

KLING_O3_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[KlingO3ReferenceToVideoRequestModel] = {
    "kling-o3-reference-to-video",
}


def check_kling_o3_reference_to_video_request_model(value: str) -> KlingO3ReferenceToVideoRequestModel:
    if value in KLING_O3_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_O3_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
