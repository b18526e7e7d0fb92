# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV26MotionControlRequestQuality = Literal["1080p", "720p"]

KLING_V26_MOTION_CONTROL_REQUEST_QUALITY_VALUES: set[KlingV26MotionControlRequestQuality] = {
    "1080p",
    "720p",
}


def check_kling_v26_motion_control_request_quality(value: str) -> KlingV26MotionControlRequestQuality:
    if value in KLING_V26_MOTION_CONTROL_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V26_MOTION_CONTROL_REQUEST_QUALITY_VALUES!r}"
    )
