# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage2BetaRequestResolution = Literal["1K"]

GPT_IMAGE_2_BETA_REQUEST_RESOLUTION_VALUES: set[GptImage2BetaRequestResolution] = {
    "1K",
}


def check_gpt_image_2_beta_request_resolution(value: str) -> GptImage2BetaRequestResolution:
    if value in GPT_IMAGE_2_BETA_REQUEST_RESOLUTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_2_BETA_REQUEST_RESOLUTION_VALUES!r}"
    )
