# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Qwen3TtsVdRequestLanguageType = Literal[
    "Auto",
    "Chinese",
    "English",
    "French",
    "German",
    "Italian",
    "Japanese",
    "Korean",
    "Portuguese",
    "Russian",
    "Spanish",
]

QWEN_3_TTS_VD_REQUEST_LANGUAGE_TYPE_VALUES: set[Qwen3TtsVdRequestLanguageType] = {
    "Auto",
    "Chinese",
    "English",
    "French",
    "German",
    "Italian",
    "Japanese",
    "Korean",
    "Portuguese",
    "Russian",
    "Spanish",
}


def check_qwen_3_tts_vd_request_language_type(value: str) -> Qwen3TtsVdRequestLanguageType:
    if value in QWEN_3_TTS_VD_REQUEST_LANGUAGE_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {QWEN_3_TTS_VD_REQUEST_LANGUAGE_TYPE_VALUES!r}"
    )
