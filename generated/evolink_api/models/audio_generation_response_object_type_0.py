# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

AudioGenerationResponseObjectType0 = Literal["audio.generation.task"]

AUDIO_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES: set[AudioGenerationResponseObjectType0] = {
    "audio.generation.task",
}


def check_audio_generation_response_object_type_0(value: str) -> AudioGenerationResponseObjectType0:
    if value in AUDIO_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {AUDIO_GENERATION_RESPONSE_OBJECT_TYPE_0_VALUES!r}"
    )
