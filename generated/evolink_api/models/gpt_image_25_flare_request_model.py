# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage25FlareRequestModel = Literal["gpt-image-2.5-flare"]

GPT_IMAGE_25_FLARE_REQUEST_MODEL_VALUES: set[GptImage25FlareRequestModel] = {
    "gpt-image-2.5-flare",
}


def check_gpt_image_25_flare_request_model(value: str) -> GptImage25FlareRequestModel:
    if value in GPT_IMAGE_25_FLARE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_25_FLARE_REQUEST_MODEL_VALUES!r}"
    )
