# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25VideoExtendRequestModel = Literal["seedance-2.5-video-extend"]

SEEDANCE_25_VIDEO_EXTEND_REQUEST_MODEL_VALUES: set[Seedance25VideoExtendRequestModel] = {
    "seedance-2.5-video-extend",
}


def check_seedance_25_video_extend_request_model(value: str) -> Seedance25VideoExtendRequestModel:
    if value in SEEDANCE_25_VIDEO_EXTEND_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_VIDEO_EXTEND_REQUEST_MODEL_VALUES!r}"
    )
