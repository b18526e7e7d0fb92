# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV26MotionControlRequestModel = Literal["kling-v2.6-motion-control"]

KLING_V26_MOTION_CONTROL_REQUEST_MODEL_VALUES: set[KlingV26MotionControlRequestModel] = {
    "kling-v2.6-motion-control",
}


def check_kling_v26_motion_control_request_model(value: str) -> KlingV26MotionControlRequestModel:
    if value in KLING_V26_MOTION_CONTROL_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V26_MOTION_CONTROL_REQUEST_MODEL_VALUES!r}"
    )
