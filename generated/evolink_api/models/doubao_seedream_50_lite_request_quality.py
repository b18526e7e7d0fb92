# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50LiteRequestQuality = Literal["2K", "3K", "4K"]

DOUBAO_SEEDREAM_50_LITE_REQUEST_QUALITY_VALUES: set[DoubaoSeedream50LiteRequestQuality] = {
    "2K",
    "3K",
    "4K",
}


def check_doubao_seedream_50_lite_request_quality(value: str) -> DoubaoSeedream50LiteRequestQuality:
    if value in DOUBAO_SEEDREAM_50_LITE_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_LITE_REQUEST_QUALITY_VALUES!r}"
    )
