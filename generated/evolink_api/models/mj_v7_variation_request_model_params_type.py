# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7VariationRequestModelParamsType = Literal["strong", "subtle"]

MJ_V7_VARIATION_REQUEST_MODEL_PARAMS_TYPE_VALUES: set[MjV7VariationRequestModelParamsType] = {
    "strong",
    "subtle",
}


def check_mj_v7_variation_request_model_params_type(value: str) -> MjV7VariationRequestModelParamsType:
    if value in MJ_V7_VARIATION_REQUEST_MODEL_PARAMS_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_VARIATION_REQUEST_MODEL_PARAMS_TYPE_VALUES!r}"
    )
