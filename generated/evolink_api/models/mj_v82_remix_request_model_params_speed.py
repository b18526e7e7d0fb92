# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RemixRequestModelParamsSpeed = Literal["fast"]

MJ_V82_REMIX_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV82RemixRequestModelParamsSpeed] = {
    "fast",
}


def check_mj_v82_remix_request_model_params_speed(value: str) -> MjV82RemixRequestModelParamsSpeed:
    if value in MJ_V82_REMIX_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V82_REMIX_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
