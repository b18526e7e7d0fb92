# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82EditRequestModelParamsSpeed = Literal["fast"]

MJ_V82_EDIT_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV82EditRequestModelParamsSpeed] = {
    "fast",
}


def check_mj_v82_edit_request_model_params_speed(value: str) -> MjV82EditRequestModelParamsSpeed:
    if value in MJ_V82_EDIT_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V82_EDIT_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
