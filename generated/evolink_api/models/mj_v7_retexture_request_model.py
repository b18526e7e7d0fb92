# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7RetextureRequestModel = Literal["mj-v7-retexture"]

MJ_V7_RETEXTURE_REQUEST_MODEL_VALUES: set[MjV7RetextureRequestModel] = {
    "mj-v7-retexture",
}


def check_mj_v7_retexture_request_model(value: str) -> MjV7RetextureRequestModel:
    if value in MJ_V7_RETEXTURE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_RETEXTURE_REQUEST_MODEL_VALUES!r}")
