# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25VideoExtendRequestDurationType0 = Literal[-1]

SEEDANCE_25_VIDEO_EXTEND_REQUEST_DURATION_TYPE_0_VALUES: set[Seedance25VideoExtendRequestDurationType0] = {
    -1,
}


def check_seedance_25_video_extend_request_duration_type_0(
    value: int,
) -> Seedance25VideoExtendRequestDurationType0:
    if value in SEEDANCE_25_VIDEO_EXTEND_REQUEST_DURATION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_VIDEO_EXTEND_REQUEST_DURATION_TYPE_0_VALUES!r}"
    )
