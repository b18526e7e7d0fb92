# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV3MotionControlRequestModel = Literal["kling-v3-motion-control"]

KLING_V3_MOTION_CONTROL_REQUEST_MODEL_VALUES: set[KlingV3MotionControlRequestModel] = {
    "kling-v3-motion-control",
}


def check_kling_v3_motion_control_request_model(value: str) -> KlingV3MotionControlRequestModel:
    if value in KLING_V3_MOTION_CONTROL_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V3_MOTION_CONTROL_REQUEST_MODEL_VALUES!r}"
    )
