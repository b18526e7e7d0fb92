# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7EditRequestModel = Literal["mj-v7-edit"]

MJ_V7_EDIT_REQUEST_MODEL_VALUES: set[MjV7EditRequestModel] = {
    "mj-v7-edit",
}


def check_mj_v7_edit_request_model(value: str) -> MjV7EditRequestModel:
    if value in MJ_V7_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_EDIT_REQUEST_MODEL_VALUES!r}")
