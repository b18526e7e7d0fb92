# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

TopazVideoUpscaleRequestModelParamsUpscaleFactorType0 = Literal["1", "2", "4"]

TOPAZ_VIDEO_UPSCALE_REQUEST_MODEL_PARAMS_UPSCALE_FACTOR_TYPE_0_VALUES: set[
    TopazVideoUpscaleRequestModelParamsUpscaleFactorType0
] = {
    "1",
    "2",
    "4",
}


def check_topaz_video_upscale_request_model_params_upscale_factor_type_0(
    value: str,
) -> TopazVideoUpscaleRequestModelParamsUpscaleFactorType0:
    if value in TOPAZ_VIDEO_UPSCALE_REQUEST_MODEL_PARAMS_UPSCALE_FACTOR_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {TOPAZ_VIDEO_UPSCALE_REQUEST_MODEL_PARAMS_UPSCALE_FACTOR_TYPE_0_VALUES!r}"
    )
