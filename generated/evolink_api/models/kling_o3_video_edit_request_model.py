# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingO3VideoEditRequestModel = Literal["kling-o3-video-edit"]

KLING_O3_VIDEO_EDIT_REQUEST_MODEL_VALUES: set[KlingO3VideoEditRequestModel] = {
    "kling-o3-video-edit",
}


def check_kling_o3_video_edit_request_model(value: str) -> KlingO3VideoEditRequestModel:
    if value in KLING_O3_VIDEO_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_O3_VIDEO_EDIT_REQUEST_MODEL_VALUES!r}"
    )
