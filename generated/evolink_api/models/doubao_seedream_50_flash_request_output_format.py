# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashRequestOutputFormat = Literal["jpeg", "png"]

DOUBAO_SEEDREAM_50_FLASH_REQUEST_OUTPUT_FORMAT_VALUES: set[DoubaoSeedream50FlashRequestOutputFormat] = {
    "jpeg",
    "png",
}


def check_doubao_seedream_50_flash_request_output_format(
    value: str,
) -> DoubaoSeedream50FlashRequestOutputFormat:
    if value in DOUBAO_SEEDREAM_50_FLASH_REQUEST_OUTPUT_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_REQUEST_OUTPUT_FORMAT_VALUES!r}"
    )
