# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV81EditRequestModelParamsImageNumber = Literal[0, 1, 2, 3]

MJ_V81_EDIT_REQUEST_MODEL_PARAMS_IMAGE_NUMBER_VALUES: set[MjV81EditRequestModelParamsImageNumber] = {
    0,
    1,
    2,
    3,
}


def check_mj_v81_edit_request_model_params_image_number(value: int) -> MjV81EditRequestModelParamsImageNumber:
    if value in MJ_V81_EDIT_REQUEST_MODEL_PARAMS_IMAGE_NUMBER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {MJ_V81_EDIT_REQUEST_MODEL_PARAMS_IMAGE_NUMBER_VALUES!r}"
    )
