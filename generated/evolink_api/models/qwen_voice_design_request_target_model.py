# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenVoiceDesignRequestTargetModel = Literal[
    "qwen3-tts-vd-2026-01-26", "qwen3-tts-vd-realtime-2025-12-16", "qwen3-tts-vd-realtime-2026-01-15"
]

QWEN_VOICE_DESIGN_REQUEST_TARGET_MODEL_VALUES: set[QwenVoiceDesignRequestTargetModel] = {
    "qwen3-tts-vd-2026-01-26",
    "qwen3-tts-vd-realtime-2025-12-16",
    "qwen3-tts-vd-realtime-2026-01-15",
}


def check_qwen_voice_design_request_target_model(value: str) -> QwenVoiceDesignRequestTargetModel:
    if value in QWEN_VOICE_DESIGN_REQUEST_TARGET_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QWEN_VOICE_DESIGN_REQUEST_TARGET_MODEL_VALUES!r}"
    )
