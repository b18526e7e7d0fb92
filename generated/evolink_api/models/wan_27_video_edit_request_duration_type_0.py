# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan27VideoEditRequestDurationType0 = Literal[0]

WAN_27_VIDEO_EDIT_REQUEST_DURATION_TYPE_0_VALUES: set[Wan27VideoEditRequestDurationType0] = {
    0,
}


def check_wan_27_video_edit_request_duration_type_0(value: int) -> Wan27VideoEditRequestDurationType0:
    if value in WAN_27_VIDEO_EDIT_REQUEST_DURATION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_27_VIDEO_EDIT_REQUEST_DURATION_TYPE_0_VALUES!r}"
    )
