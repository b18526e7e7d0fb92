# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TopazVideoUpscaleRequestModelParamsUpscaleFactorType1 = Literal[1, 2, 4]

TOPAZ_VIDEO_UPSCALE_REQUEST_MODEL_PARAMS_UPSCALE_FACTOR_TYPE_1_VALUES: set[
    TopazVideoUpscaleRequestModelParamsUpscaleFactorType1
] = {
    1,
    2,
    4,
}


def check_topaz_video_upscale_request_model_params_upscale_factor_type_1(
    value: int,
) -> TopazVideoUpscaleRequestModelParamsUpscaleFactorType1:
    if value in TOPAZ_VIDEO_UPSCALE_REQUEST_MODEL_PARAMS_UPSCALE_FACTOR_TYPE_1_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TOPAZ_VIDEO_UPSCALE_REQUEST_MODEL_PARAMS_UPSCALE_FACTOR_TYPE_1_VALUES!r}"
    )
