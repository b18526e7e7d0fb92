# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Qwen3TtsVdRequestModel = Literal["qwen3-tts-vd"]

QWEN_3_TTS_VD_REQUEST_MODEL_VALUES: set[Qwen3TtsVdRequestModel] = {
    "qwen3-tts-vd",
}


def check_qwen_3_tts_vd_request_model(value: str) -> Qwen3TtsVdRequestModel:
    if value in QWEN_3_TTS_VD_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QWEN_3_TTS_VD_REQUEST_MODEL_VALUES!r}")
