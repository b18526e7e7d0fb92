# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7PanRequestModel = Literal["mj-v7-pan"]

MJ_V7_PAN_REQUEST_MODEL_VALUES: set[MjV7PanRequestModel] = {
    "mj-v7-pan",
}


def check_mj_v7_pan_request_model(value: str) -> MjV7PanRequestModel:
    if value in MJ_V7_PAN_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_PAN_REQUEST_MODEL_VALUES!r}")
