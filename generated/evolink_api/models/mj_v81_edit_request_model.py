# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81EditRequestModel = Literal["mj-v8.1-edit"]

MJ_V81_EDIT_REQUEST_MODEL_VALUES: set[MjV81EditRequestModel] = {
    "mj-v8.1-edit",
}


def check_mj_v81_edit_request_model(value: str) -> MjV81EditRequestModel:
    if value in MJ_V81_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V81_EDIT_REQUEST_MODEL_VALUES!r}")
