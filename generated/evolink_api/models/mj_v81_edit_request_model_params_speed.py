# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81EditRequestModelParamsSpeed = Literal["fast"]

MJ_V81_EDIT_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV81EditRequestModelParamsSpeed] = {
    "fast",
}


def check_mj_v81_edit_request_model_params_speed(value: str) -> MjV81EditRequestModelParamsSpeed:
    if value in MJ_V81_EDIT_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V81_EDIT_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
