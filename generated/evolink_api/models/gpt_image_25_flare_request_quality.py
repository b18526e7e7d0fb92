# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GptImage25FlareRequestQuality = Literal["high", "low", "max", "medium", "xhigh"]

GPT_IMAGE_25_FLARE_REQUEST_QUALITY_VALUES: set[GptImage25FlareRequestQuality] = {
    "high",
    "low",
    "max",
    "medium",
    "xhigh",
}


def check_gpt_image_25_flare_request_quality(value: str) -> GptImage25FlareRequestQuality:
    if value in GPT_IMAGE_25_FLARE_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GPT_IMAGE_25_FLARE_REQUEST_QUALITY_VALUES!r}"
    )
