# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25TextToVideoRequestDurationType0 = Literal[-1]

SEEDANCE_25_TEXT_TO_VIDEO_REQUEST_DURATION_TYPE_0_VALUES: set[Seedance25TextToVideoRequestDurationType0] = {
    -1,
}


def check_seedance_25_text_to_video_request_duration_type_0(
    value: int,
) -> Seedance25TextToVideoRequestDurationType0:
    if value in SEEDANCE_25_TEXT_TO_VIDEO_REQUEST_DURATION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_TEXT_TO_VIDEO_REQUEST_DURATION_TYPE_0_VALUES!r}"
    )
