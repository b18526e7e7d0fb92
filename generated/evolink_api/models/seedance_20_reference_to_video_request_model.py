# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance20ReferenceToVideoRequestModel = Literal["seedance-2.0-reference-to-video"]

SEEDANCE_20_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance20ReferenceToVideoRequestModel] = {
    "seedance-2.0-reference-to-video",
}


def check_seedance_20_reference_to_video_request_model(value: str) -> Seedance20ReferenceToVideoRequestModel:
    if value in SEEDANCE_20_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_20_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
