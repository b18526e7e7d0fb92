# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gpt4OImageRequestModel = Literal["gpt-4o-image"]

GPT_4O_IMAGE_REQUEST_MODEL_VALUES: set[Gpt4OImageRequestModel] = {
    "gpt-4o-image",
}


def check_gpt_4o_image_request_model(value: str) -> Gpt4OImageRequestModel:
    if value in GPT_4O_IMAGE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_4O_IMAGE_REQUEST_MODEL_VALUES!r}")
