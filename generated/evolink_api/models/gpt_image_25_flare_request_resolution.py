# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage25FlareRequestResolution = Literal["1K", "2K", "4K"]

GPT_IMAGE_25_FLARE_REQUEST_RESOLUTION_VALUES: set[GptImage25FlareRequestResolution] = {
    "1K",
    "2K",
    "4K",
}


def check_gpt_image_25_flare_request_resolution(value: str) -> GptImage25FlareRequestResolution:
    if value in GPT_IMAGE_25_FLARE_REQUEST_RESOLUTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_25_FLARE_REQUEST_RESOLUTION_VALUES!r}"
    )
