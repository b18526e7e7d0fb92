# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

KlingV26MotionControlRequestModelParamsCharacterOrientation = Literal["image", "video"]

KLING_V26_MOTION_CONTROL_REQUEST_MODEL_PARAMS_CHARACTER_ORIENTATION_VALUES: set[
    KlingV26MotionControlRequestModelParamsCharacterOrientation
] = {
    "image",
    "video",
}


def check_kling_v26_motion_control_request_model_params_character_orientation(
    value: str,
) -> KlingV26MotionControlRequestModelParamsCharacterOrientation:
    if value in KLING_V26_MOTION_CONTROL_REQUEST_MODEL_PARAMS_CHARACTER_ORIENTATION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {KLING_V26_MOTION_CONTROL_REQUEST_MODEL_PARAMS_CHARACTER_ORIENTATION_VALUES!r}"
    )
