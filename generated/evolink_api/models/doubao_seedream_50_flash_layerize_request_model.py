# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashLayerizeRequestModel = Literal["doubao-seedream-5.0-flash-layerize"]

DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_MODEL_VALUES: set[DoubaoSeedream50FlashLayerizeRequestModel] = {
    "doubao-seedream-5.0-flash-layerize",
}


def check_doubao_seedream_50_flash_layerize_request_model(
    value: str,
) -> DoubaoSeedream50FlashLayerizeRequestModel:
    if value in DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_MODEL_VALUES!r}"
    )
