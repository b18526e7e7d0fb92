# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RemoveBgRequestModel = Literal["mj-v8.2-remove-bg"]

MJ_V82_REMOVE_BG_REQUEST_MODEL_VALUES: set[MjV82RemoveBgRequestModel] = {
    "mj-v8.2-remove-bg",
}


def check_mj_v82_remove_bg_request_model(value: str) -> MjV82RemoveBgRequestModel:
    if value in MJ_V82_REMOVE_BG_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V82_REMOVE_BG_REQUEST_MODEL_VALUES!r}")
