# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RemixRequestModelParamsMode = Literal["strong", "subtle"]

MJ_V82_REMIX_REQUEST_MODEL_PARAMS_MODE_VALUES: set[MjV82RemixRequestModelParamsMode] = {
    "strong",
    "subtle",
}


def check_mj_v82_remix_request_model_params_mode(value: str) -> MjV82RemixRequestModelParamsMode:
    if value in MJ_V82_REMIX_REQUEST_MODEL_PARAMS_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V82_REMIX_REQUEST_MODEL_PARAMS_MODE_VALUES!r}"
    )
