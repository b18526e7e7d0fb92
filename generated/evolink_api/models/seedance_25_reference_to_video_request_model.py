# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25ReferenceToVideoRequestModel = Literal["seedance-2.5-reference-to-video"]

SEEDANCE_25_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance25ReferenceToVideoRequestModel] = {
    "seedance-2.5-reference-to-video",
}


def check_seedance_25_reference_to_video_request_model(value: str) -> Seedance25ReferenceToVideoRequestModel:
    if value in SEEDANCE_25_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
