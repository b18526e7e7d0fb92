# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7InpaintRequestModel = Literal["mj-v7-inpaint"]

MJ_V7_INPAINT_REQUEST_MODEL_VALUES: set[MjV7InpaintRequestModel] = {
    "mj-v7-inpaint",
}


def check_mj_v7_inpaint_request_model(value: str) -> MjV7InpaintRequestModel:
    if value in MJ_V7_INPAINT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_INPAINT_REQUEST_MODEL_VALUES!r}")
