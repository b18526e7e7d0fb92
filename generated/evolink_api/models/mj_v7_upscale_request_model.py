# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7UpscaleRequestModel = Literal["mj-v7-upscale"]

MJ_V7_UPSCALE_REQUEST_MODEL_VALUES: set[MjV7UpscaleRequestModel] = {
    "mj-v7-upscale",
}


def check_mj_v7_upscale_request_model(value: str) -> MjV7UpscaleRequestModel:
    if value in MJ_V7_UPSCALE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_UPSCALE_REQUEST_MODEL_VALUES!r}")
