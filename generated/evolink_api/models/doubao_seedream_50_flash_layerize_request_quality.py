# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashLayerizeRequestQuality = Literal["1.5K", "1K", "2K", "auto"]

DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_QUALITY_VALUES: set[DoubaoSeedream50FlashLayerizeRequestQuality] = {
    "1.5K",
    "1K",
    "2K",
    "auto",
}


def check_doubao_seedream_50_flash_layerize_request_quality(
    value: str,
) -> DoubaoSeedream50FlashLayerizeRequestQuality:
    if value in DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_QUALITY_VALUES!r}"
    )
