# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashRequestQuality = Literal["1.5K", "1K", "2K"]

DOUBAO_SEEDREAM_50_FLASH_REQUEST_QUALITY_VALUES: set[DoubaoSeedream50FlashRequestQuality] = {
    "1.5K",
    "1K",
    "2K",
}


def check_doubao_seedream_50_flash_request_quality(value: str) -> DoubaoSeedream50FlashRequestQuality:
    if value in DOUBAO_SEEDREAM_50_FLASH_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_REQUEST_QUALITY_VALUES!r}"
    )
