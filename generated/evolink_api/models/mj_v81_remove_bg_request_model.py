# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81RemoveBgRequestModel = Literal["mj-v8.1-remove-bg"]

MJ_V81_REMOVE_BG_REQUEST_MODEL_VALUES: set[MjV81RemoveBgRequestModel] = {
    "mj-v8.1-remove-bg",
}


def check_mj_v81_remove_bg_request_model(value: str) -> MjV81RemoveBgRequestModel:
    if value in MJ_V81_REMOVE_BG_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V81_REMOVE_BG_REQUEST_MODEL_VALUES!r}")
