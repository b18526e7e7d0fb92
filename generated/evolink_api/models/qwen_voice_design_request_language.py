# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenVoiceDesignRequestLanguage = Literal["de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh"]

QWEN_VOICE_DESIGN_REQUEST_LANGUAGE_VALUES: set[QwenVoiceDesignRequestLanguage] = {
    "de",
    "en",
    "es",
    "fr",
    "it",
    "ja",
    "ko",
    "pt",
    "ru",
    "zh",
}


def check_qwen_voice_design_request_language(value: str) -> QwenVoiceDesignRequestLanguage:
    if value in QWEN_VOICE_DESIGN_REQUEST_LANGUAGE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QWEN_VOICE_DESIGN_REQUEST_LANGUAGE_VALUES!r}"
    )
