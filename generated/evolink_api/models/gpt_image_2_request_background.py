# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage2RequestBackground = Literal["opaque", "transparent"]

GPT_IMAGE_2_REQUEST_BACKGROUND_VALUES: set[GptImage2RequestBackground] = {
    "opaque",
    "transparent",
}


def check_gpt_image_2_request_background(value: str) -> GptImage2RequestBackground:
    if value in GPT_IMAGE_2_REQUEST_BACKGROUND_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_2_REQUEST_BACKGROUND_VALUES!r}")
