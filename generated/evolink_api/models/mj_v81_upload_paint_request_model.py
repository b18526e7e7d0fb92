# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81UploadPaintRequestModel = Literal["mj-v8.1-upload-paint"]

MJ_V81_UPLOAD_PAINT_REQUEST_MODEL_VALUES: set[MjV81UploadPaintRequestModel] = {
    "mj-v8.1-upload-paint",
}


def check_mj_v81_upload_paint_request_model(value: str) -> MjV81UploadPaintRequestModel:
    if value in MJ_V81_UPLOAD_PAINT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V81_UPLOAD_PAINT_REQUEST_MODEL_VALUES!r}"
    )
