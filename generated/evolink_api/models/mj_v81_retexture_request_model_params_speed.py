# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81RetextureRequestModelParamsSpeed = Literal["fast"]

MJ_V81_RETEXTURE_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV81RetextureRequestModelParamsSpeed] = {
    "fast",
}


def check_mj_v81_retexture_request_model_params_speed(value: str) -> MjV81RetextureRequestModelParamsSpeed:
    if value in MJ_V81_RETEXTURE_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V81_RETEXTURE_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
