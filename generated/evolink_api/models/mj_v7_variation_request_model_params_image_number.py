# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV7VariationRequestModelParamsImageNumber = Literal[0, 1, 2, 3]

MJ_V7_VARIATION_REQUEST_MODEL_PARAMS_IMAGE_NUMBER_VALUES: set[MjV7VariationRequestModelParamsImageNumber] = {
    0,
    1,
    2,
    3,
}


def check_mj_v7_variation_request_model_params_image_number(
    value: int,
) -> MjV7VariationRequestModelParamsImageNumber:
    if value in MJ_V7_VARIATION_REQUEST_MODEL_PARAMS_IMAGE_NUMBER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V7_VARIATION_REQUEST_MODEL_PARAMS_IMAGE_NUMBER_VALUES!r}"
    )
