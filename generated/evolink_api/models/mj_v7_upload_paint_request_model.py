# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7UploadPaintRequestModel = Literal["mj-v7-upload-paint"]

MJ_V7_UPLOAD_PAINT_REQUEST_MODEL_VALUES: set[MjV7UploadPaintRequestModel] = {
    "mj-v7-upload-paint",
}


def check_mj_v7_upload_paint_request_model(value: str) -> MjV7UploadPaintRequestModel:
    if value in MJ_V7_UPLOAD_PAINT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_UPLOAD_PAINT_REQUEST_MODEL_VALUES!r}"
    )
