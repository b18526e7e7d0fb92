# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25ReferenceToVideoRequestDurationType0 = Literal[-1]

SEEDANCE_25_REFERENCE_TO_VIDEO_REQUEST_DURATION_TYPE_0_VALUES: set[
    Seedance25ReferenceToVideoRequestDurationType0
] = {
    -1,
}


def check_seedance_25_reference_to_video_request_duration_type_0(
    value: int,
) -> Seedance25ReferenceToVideoRequestDurationType0:
    if value in SEEDANCE_25_REFERENCE_TO_VIDEO_REQUEST_DURATION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_REFERENCE_TO_VIDEO_REQUEST_DURATION_TYPE_0_VALUES!r}"
    )
