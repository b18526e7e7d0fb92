# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50LiteRequestPromptPriority = Literal["standard"]

DOUBAO_SEEDREAM_50_LITE_REQUEST_PROMPT_PRIORITY_VALUES: set[DoubaoSeedream50LiteRequestPromptPriority] = {
    "standard",
}


def check_doubao_seedream_50_lite_request_prompt_priority(
    value: str,
) -> DoubaoSeedream50LiteRequestPromptPriority:
    if value in DOUBAO_SEEDREAM_50_LITE_REQUEST_PROMPT_PRIORITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_LITE_REQUEST_PROMPT_PRIORITY_VALUES!r}"
    )
