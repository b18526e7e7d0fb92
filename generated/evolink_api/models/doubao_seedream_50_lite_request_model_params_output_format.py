# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50LiteRequestModelParamsOutputFormat = Literal["jpeg", "png"]

DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_PARAMS_OUTPUT_FORMAT_VALUES: set[
    DoubaoSeedream50LiteRequestModelParamsOutputFormat
] = {
    "jpeg",
    "png",
}


def check_doubao_seedream_50_lite_request_model_params_output_format(
    value: str,
) -> DoubaoSeedream50LiteRequestModelParamsOutputFormat:
    if value in DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_PARAMS_OUTPUT_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_PARAMS_OUTPUT_FORMAT_VALUES!r}"
    )
