# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan27ReferenceVideoRequestModel = Literal["wan2.7-reference-video"]

WAN_27_REFERENCE_VIDEO_REQUEST_MODEL_VALUES: set[Wan27ReferenceVideoRequestModel] = {
    "wan2.7-reference-video",
}


def check_wan_27_reference_video_request_model(value: str) -> Wan27ReferenceVideoRequestModel:
    if value in WAN_27_REFERENCE_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_27_REFERENCE_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
