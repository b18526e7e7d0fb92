# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream40RequestPromptPriority = Literal["fast", "standard"]

DOUBAO_SEEDREAM_40_REQUEST_PROMPT_PRIORITY_VALUES: set[DoubaoSeedream40RequestPromptPriority] = {
    "fast",
    "standard",
}


def check_doubao_seedream_40_request_prompt_priority(value: str) -> DoubaoSeedream40RequestPromptPriority:
    if value in DOUBAO_SEEDREAM_40_REQUEST_PROMPT_PRIORITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_40_REQUEST_PROMPT_PRIORITY_VALUES!r}"
    )
