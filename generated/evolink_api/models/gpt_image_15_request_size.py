# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage15RequestSize = Literal["1024x1024", "1024x1536", "1536x1024", "1:1", "2:3", "3:2"]

GPT_IMAGE_15_REQUEST_SIZE_VALUES: set[GptImage15RequestSize] = {
    "1024x1024",
    "1024x1536",
    "1536x1024",
    "1:1",
    "2:3",
    "3:2",
}


def check_gpt_image_15_request_size(value: str) -> GptImage15RequestSize:
    if value in GPT_IMAGE_15_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_15_REQUEST_SIZE_VALUES!r}")
