# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RemixRequestModel = Literal["mj-v8.2-remix"]

MJ_V82_REMIX_REQUEST_MODEL_VALUES: set[MjV82RemixRequestModel] = {
    "mj-v8.2-remix",
}


def check_mj_v82_remix_request_model(value: str) -> MjV82RemixRequestModel:
    if value in MJ_V82_REMIX_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V82_REMIX_REQUEST_MODEL_VALUES!r}")
