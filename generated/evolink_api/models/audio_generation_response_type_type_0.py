# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

AudioGenerationResponseTypeType0 = Literal["audio", "image", "text", "video"]

AUDIO_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES: set[AudioGenerationResponseTypeType0] = {
    "audio",
    "image",
    "text",
    "video",
}


def check_audio_generation_response_type_type_0(value: str) -> AudioGenerationResponseTypeType0:
    if value in AUDIO_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AUDIO_GENERATION_RESPONSE_TYPE_TYPE_0_VALUES!r}"
    )
