# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenVoiceDesignRequestModel = Literal["qwen-voice-design"]

QWEN_VOICE_DESIGN_REQUEST_MODEL_VALUES: set[QwenVoiceDesignRequestModel] = {
    "qwen-voice-design",
}


def check_qwen_voice_design_request_model(value: str) -> QwenVoiceDesignRequestModel:
    if value in QWEN_VOICE_DESIGN_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QWEN_VOICE_DESIGN_REQUEST_MODEL_VALUES!r}")
