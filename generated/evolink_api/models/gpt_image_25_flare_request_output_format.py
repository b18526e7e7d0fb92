# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage25FlareRequestOutputFormat = Literal["jpeg", "png", "webp"]

GPT_IMAGE_25_FLARE_REQUEST_OUTPUT_FORMAT_VALUES: set[GptImage25FlareRequestOutputFormat] = {
    "jpeg",
    "png",
    "webp",
}


def check_gpt_image_25_flare_request_output_format(value: str) -> GptImage25FlareRequestOutputFormat:
    if value in GPT_IMAGE_25_FLARE_REQUEST_OUTPUT_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_25_FLARE_REQUEST_OUTPUT_FORMAT_VALUES!r}"
    )
