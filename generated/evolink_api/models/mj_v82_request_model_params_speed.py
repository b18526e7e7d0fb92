# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RequestModelParamsSpeed = Literal["draft", "fast"]

MJ_V82_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV82RequestModelParamsSpeed] = {
    "draft",
    "fast",
}


def check_mj_v82_request_model_params_speed(value: str) -> MjV82RequestModelParamsSpeed:
    if value in MJ_V82_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V82_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
