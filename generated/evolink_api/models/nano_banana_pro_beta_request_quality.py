# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBananaProBetaRequestQuality = Literal["1K", "2K", "4K"]

NANO_BANANA_PRO_BETA_REQUEST_QUALITY_VALUES: set[NanoBananaProBetaRequestQuality] = {
    "1K",
    "2K",
    "4K",
}


def check_nano_banana_pro_beta_request_quality(value: str) -> NanoBananaProBetaRequestQuality:
    if value in NANO_BANANA_PRO_BETA_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_PRO_BETA_REQUEST_QUALITY_VALUES!r}"
    )
