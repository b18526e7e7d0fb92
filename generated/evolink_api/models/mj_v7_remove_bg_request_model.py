# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7RemoveBgRequestModel = Literal["mj-v7-remove-bg"]

MJ_V7_REMOVE_BG_REQUEST_MODEL_VALUES: set[MjV7RemoveBgRequestModel] = {
    "mj-v7-remove-bg",
}


def check_mj_v7_remove_bg_request_model(value: str) -> MjV7RemoveBgRequestModel:
    if value in MJ_V7_REMOVE_BG_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_REMOVE_BG_REQUEST_MODEL_VALUES!r}")
