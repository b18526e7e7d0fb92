# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7UpscaleRequestModelParamsType = Literal["creative", "standard"]

MJ_V7_UPSCALE_REQUEST_MODEL_PARAMS_TYPE_VALUES: set[MjV7UpscaleRequestModelParamsType] = {
    "creative",
    "standard",
}


def check_mj_v7_upscale_request_model_params_type(value: str) -> MjV7UpscaleRequestModelParamsType:
    if value in MJ_V7_UPSCALE_REQUEST_MODEL_PARAMS_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_UPSCALE_REQUEST_MODEL_PARAMS_TYPE_VALUES!r}"
    )
