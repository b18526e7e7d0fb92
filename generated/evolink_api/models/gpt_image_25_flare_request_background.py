# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage25FlareRequestBackground = Literal["opaque", "transparent"]

GPT_IMAGE_25_FLARE_REQUEST_BACKGROUND_VALUES: set[GptImage25FlareRequestBackground] = {
    "opaque",
    "transparent",
}


def check_gpt_image_25_flare_request_background(value: str) -> GptImage25FlareRequestBackground:
    if value in GPT_IMAGE_25_FLARE_REQUEST_BACKGROUND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_25_FLARE_REQUEST_BACKGROUND_VALUES!r}"
    )
