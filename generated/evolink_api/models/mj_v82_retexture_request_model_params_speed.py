# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RetextureRequestModelParamsSpeed = Literal["fast"]

MJ_V82_RETEXTURE_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV82RetextureRequestModelParamsSpeed] = {
    "fast",
}


def check_mj_v82_retexture_request_model_params_speed(value: str) -> MjV82RetextureRequestModelParamsSpeed:
    if value in MJ_V82_RETEXTURE_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V82_RETEXTURE_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
