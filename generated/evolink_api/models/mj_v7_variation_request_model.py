# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7VariationRequestModel = Literal["mj-v7-variation"]

MJ_V7_VARIATION_REQUEST_MODEL_VALUES: set[MjV7VariationRequestModel] = {
    "mj-v7-variation",
}


def check_mj_v7_variation_request_model(value: str) -> MjV7VariationRequestModel:
    if value in MJ_V7_VARIATION_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V7_VARIATION_REQUEST_MODEL_VALUES!r}")
