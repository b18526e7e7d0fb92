# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

AudioGenerationResponseStatusType0 = Literal["completed", "failed", "pending", "processing"]

AUDIO_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES: set[AudioGenerationResponseStatusType0] = {
    "completed",
    "failed",
    "pending",
    "processing",
}


def check_audio_generation_response_status_type_0(value: str) -> AudioGenerationResponseStatusType0:
    if value in AUDIO_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AUDIO_GENERATION_RESPONSE_STATUS_TYPE_0_VALUES!r}"
    )
