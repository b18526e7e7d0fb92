# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RequestModel = Literal["mj-v8.2"]

MJ_V82_REQUEST_MODEL_VALUES: set[MjV82RequestModel] = {
    "mj-v8.2",
}


def check_mj_v82_request_model(value: str) -> MjV82RequestModel:
    if value in MJ_V82_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V82_REQUEST_MODEL_VALUES!r}")
