# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashRequestBackground = Literal["opaque", "transparent"]

DOUBAO_SEEDREAM_50_FLASH_REQUEST_BACKGROUND_VALUES: set[DoubaoSeedream50FlashRequestBackground] = {
    "opaque",
    "transparent",
}


def check_doubao_seedream_50_flash_request_background(value: str) -> DoubaoSeedream50FlashRequestBackground:
    if value in DOUBAO_SEEDREAM_50_FLASH_REQUEST_BACKGROUND_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_REQUEST_BACKGROUND_VALUES!r}"
    )
