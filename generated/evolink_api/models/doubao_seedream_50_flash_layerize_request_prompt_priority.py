# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashLayerizeRequestPromptPriority = Literal["standard"]

DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_PROMPT_PRIORITY_VALUES: set[
    DoubaoSeedream50FlashLayerizeRequestPromptPriority
] = {
    "standard",
}


def check_doubao_seedream_50_flash_layerize_request_prompt_priority(
    value: str,
) -> DoubaoSeedream50FlashLayerizeRequestPromptPriority:
    if value in DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_PROMPT_PRIORITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_LAYERIZE_REQUEST_PROMPT_PRIORITY_VALUES!r}"
    )
