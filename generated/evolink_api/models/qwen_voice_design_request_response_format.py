# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenVoiceDesignRequestResponseFormat = Literal["mp3", "opus", "pcm", "wav"]

QWEN_VOICE_DESIGN_REQUEST_RESPONSE_FORMAT_VALUES: set[QwenVoiceDesignRequestResponseFormat] = {
    "mp3",
    "opus",
    "pcm",
    "wav",
}


def check_qwen_voice_design_request_response_format(value: str) -> QwenVoiceDesignRequestResponseFormat:
    if value in QWEN_VOICE_DESIGN_REQUEST_RESPONSE_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QWEN_VOICE_DESIGN_REQUEST_RESPONSE_FORMAT_VALUES!r}"
    )
