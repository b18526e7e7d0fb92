# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81UploadPaintRequestModelParamsSpeed = Literal["fast"]

MJ_V81_UPLOAD_PAINT_REQUEST_MODEL_PARAMS_SPEED_VALUES: set[MjV81UploadPaintRequestModelParamsSpeed] = {
    "fast",
}


def check_mj_v81_upload_paint_request_model_params_speed(
    value: str,
) -> MjV81UploadPaintRequestModelParamsSpeed:
    if value in MJ_V81_UPLOAD_PAINT_REQUEST_MODEL_PARAMS_SPEED_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V81_UPLOAD_PAINT_REQUEST_MODEL_PARAMS_SPEED_VALUES!r}"
    )
