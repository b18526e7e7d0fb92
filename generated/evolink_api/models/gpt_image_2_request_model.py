# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage2RequestModel = Literal["gpt-image-2"]

GPT_IMAGE_2_REQUEST_MODEL_VALUES: set[GptImage2RequestModel] = {
    "gpt-image-2",
}


def check_gpt_image_2_request_model(value: str) -> GptImage2RequestModel:
    if value in GPT_IMAGE_2_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_2_REQUEST_MODEL_VALUES!r}")
