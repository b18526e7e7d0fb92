# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBanana2LiteBetaRequestQuality = Literal["1K"]

NANO_BANANA_2_LITE_BETA_REQUEST_QUALITY_VALUES: set[NanoBanana2LiteBetaRequestQuality] = {
    "1K",
}


def check_nano_banana_2_lite_beta_request_quality(value: str) -> NanoBanana2LiteBetaRequestQuality:
    if value in NANO_BANANA_2_LITE_BETA_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_2_LITE_BETA_REQUEST_QUALITY_VALUES!r}"
    )
