# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage2RequestOutputFormat = Literal["jpeg", "png", "webp"]

GPT_IMAGE_2_REQUEST_OUTPUT_FORMAT_VALUES: set[GptImage2RequestOutputFormat] = {
    "jpeg",
    "png",
    "webp",
}


def check_gpt_image_2_request_output_format(value: str) -> GptImage2RequestOutputFormat:
    if value in GPT_IMAGE_2_REQUEST_OUTPUT_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_2_REQUEST_OUTPUT_FORMAT_VALUES!r}"
    )
