# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7PanRequestModelParamsDirection = Literal["down", "left", "right", "up"]

MJ_V7_PAN_REQUEST_MODEL_PARAMS_DIRECTION_VALUES: set[MjV7PanRequestModelParamsDirection] = {
    "down",
    "left",
    "right",
    "up",
}


def check_mj_v7_pan_request_model_params_direction(value: str) -> MjV7PanRequestModelParamsDirection:
    if value in MJ_V7_PAN_REQUEST_MODEL_PARAMS_DIRECTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_PAN_REQUEST_MODEL_PARAMS_DIRECTION_VALUES!r}"
    )
