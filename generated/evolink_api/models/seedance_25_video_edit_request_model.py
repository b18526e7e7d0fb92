# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25VideoEditRequestModel = Literal["seedance-2.5-video-edit"]

SEEDANCE_25_VIDEO_EDIT_REQUEST_MODEL_VALUES: set[Seedance25VideoEditRequestModel] = {
    "seedance-2.5-video-edit",
}


def check_seedance_25_video_edit_request_model(value: str) -> Seedance25VideoEditRequestModel:
    if value in SEEDANCE_25_VIDEO_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_VIDEO_EDIT_REQUEST_MODEL_VALUES!r}"
    )
