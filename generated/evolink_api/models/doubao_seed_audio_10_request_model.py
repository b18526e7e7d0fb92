# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedAudio10RequestModel = Literal["doubao-seed-audio-1-0"]

DOUBAO_SEED_AUDIO_10_REQUEST_MODEL_VALUES: set[DoubaoSeedAudio10RequestModel] = {
    "doubao-seed-audio-1-0",
}


def check_doubao_seed_audio_10_request_model(value: str) -> DoubaoSeedAudio10RequestModel:
    if value in DOUBAO_SEED_AUDIO_10_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEED_AUDIO_10_REQUEST_MODEL_VALUES!r}"
    )
