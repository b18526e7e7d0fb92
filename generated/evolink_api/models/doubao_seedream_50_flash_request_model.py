# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashRequestModel = Literal["doubao-seedream-5.0-flash"]

DOUBAO_SEEDREAM_50_FLASH_REQUEST_MODEL_VALUES: set[DoubaoSeedream50FlashRequestModel] = {
    "doubao-seedream-5.0-flash",
}


def check_doubao_seedream_50_flash_request_model(value: str) -> DoubaoSeedream50FlashRequestModel:
    if value in DOUBAO_SEEDREAM_50_FLASH_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_REQUEST_MODEL_VALUES!r}"
    )
