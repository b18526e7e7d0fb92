# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82EditRequestModel = Literal["mj-v8.2-edit"]

MJ_V82_EDIT_REQUEST_MODEL_VALUES: set[MjV82EditRequestModel] = {
    "mj-v8.2-edit",
}


def check_mj_v82_edit_request_model(value: str) -> MjV82EditRequestModel:
    if value in MJ_V82_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V82_EDIT_REQUEST_MODEL_VALUES!r}")
