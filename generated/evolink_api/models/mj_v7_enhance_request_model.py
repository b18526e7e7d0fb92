# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7EnhanceRequestModel = Literal["mj-v7-enhance"]

MJ_V7_ENHANCE_REQUEST_MODEL_VALUES: set[MjV7EnhanceRequestModel] = {
    "mj-v7-enhance",
}


def check_mj_v7_enhance_request_model(value: str) -> MjV7EnhanceRequestModel:
    if value in MJ_V7_ENHANCE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_ENHANCE_REQUEST_MODEL_VALUES!r}")
