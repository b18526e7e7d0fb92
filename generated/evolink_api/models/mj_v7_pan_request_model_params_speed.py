# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7PanRequestModelParamsSpeed = Literal["fast", "turbo"]

MJ_V7_PAN_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV7PanRequestModelParamsSpeed] = {
    "fast",
    "turbo",
}


def check_mj_v7_pan_request_model_params_speed(value: str) -> MjV7PanRequestModelParamsSpeed:
    if value in MJ_V7_PAN_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_PAN_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
