# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenVoiceDesignRequestSampleRate = Literal[8000, 16000, 24000, 48000]

QWEN_VOICE_DESIGN_REQUEST_SAMPLE_RATE_VALUES: set[QwenVoiceDesignRequestSampleRate] = {
    8000,
    16000,
    24000,
    48000,
}


def check_qwen_voice_design_request_sample_rate(value: int) -> QwenVoiceDesignRequestSampleRate:
    if value in QWEN_VOICE_DESIGN_REQUEST_SAMPLE_RATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QWEN_VOICE_DESIGN_REQUEST_SAMPLE_RATE_VALUES!r}"
    )
