# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage2BetaRequestModel = Literal["gpt-image-2-beta"]

GPT_IMAGE_2_BETA_REQUEST_MODEL_VALUES: set[GptImage2BetaRequestModel] = {
    "gpt-image-2-beta",
}


def check_gpt_image_2_beta_request_model(value: str) -> GptImage2BetaRequestModel:
    if value in GPT_IMAGE_2_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_2_BETA_REQUEST_MODEL_VALUES!r}")
