# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gpt4OImageRequestSize = Literal["1024x1024", "1024x1536", "1536x1024", "1:1", "2:3", "3:2"]

GPT_4O_IMAGE_REQUEST_SIZE_VALUES: set[Gpt4OImageRequestSize] = {
    "1024x1024",
    "1024x1536",
    "1536x1024",
    "1:1",
    "2:3",
    "3:2",
}


def check_gpt_4o_image_request_size(value: str) -> Gpt4OImageRequestSize:
    if value in GPT_4O_IMAGE_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_4O_IMAGE_REQUEST_SIZE_VALUES!r}")
