# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBanana2LiteRequestQuality = Literal["1K", "2K", "4K"]

NANO_BANANA_2_LITE_REQUEST_QUALITY_VALUES: set[NanoBanana2LiteRequestQuality] = {
    "1K",
    "2K",
    "4K",
}


def check_nano_banana_2_lite_request_quality(value: str) -> NanoBanana2LiteRequestQuality:
    if value in NANO_BANANA_2_LITE_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_2_LITE_REQUEST_QUALITY_VALUES!r}"
    )
