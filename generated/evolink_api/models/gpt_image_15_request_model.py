# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage15RequestModel = Literal["gpt-image-1.5"]

GPT_IMAGE_15_REQUEST_MODEL_VALUES: set[GptImage15RequestModel] = {
    "gpt-image-1.5",
}


def check_gpt_image_15_request_model(value: str) -> GptImage15RequestModel:
    if value in GPT_IMAGE_15_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_15_REQUEST_MODEL_VALUES!r}")
