# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RetextureRequestModel = Literal["mj-v8.2-retexture"]

MJ_V82_RETEXTURE_REQUEST_MODEL_VALUES: set[MjV82RetextureRequestModel] = {
    "mj-v8.2-retexture",
}


def check_mj_v82_retexture_request_model(value: str) -> MjV82RetextureRequestModel:
    if value in MJ_V82_RETEXTURE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V82_RETEXTURE_REQUEST_MODEL_VALUES!r}")
