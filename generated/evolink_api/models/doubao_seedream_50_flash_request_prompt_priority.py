# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50FlashRequestPromptPriority = Literal["standard"]

DOUBAO_SEEDREAM_50_FLASH_REQUEST_PROMPT_PRIORITY_VALUES: set[DoubaoSeedream50FlashRequestPromptPriority] = {
    "standard",
}


def check_doubao_seedream_50_flash_request_prompt_priority(
    value: str,
) -> DoubaoSeedream50FlashRequestPromptPriority:
    if value in DOUBAO_SEEDREAM_50_FLASH_REQUEST_PROMPT_PRIORITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_FLASH_REQUEST_PROMPT_PRIORITY_VALUES!r}"
    )
