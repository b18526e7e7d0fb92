# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7UploadPaintRequestModelParamsSpeed = Literal["fast", "turbo"]

MJ_V7_UPLOAD_PAINT_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV7UploadPaintRequestModelParamsSpeed] = {
    "fast",
    "turbo",
}


def check_mj_v7_upload_paint_request_model_params_speed(value: str) -> MjV7UploadPaintRequestModelParamsSpeed:
    if value in MJ_V7_UPLOAD_PAINT_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_UPLOAD_PAINT_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
