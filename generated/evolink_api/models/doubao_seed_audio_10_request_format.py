# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedAudio10RequestFormat = Literal["mp3", "ogg_opus", "pcm", "wav"]

DOUBAO_SEED_AUDIO_10_REQUEST_FORMAT_VALUES: set[DoubaoSeedAudio10RequestFormat] = {
    "mp3",
    "ogg_opus",
    "pcm",
    "wav",
}


def check_doubao_seed_audio_10_request_format(value: str) -> DoubaoSeedAudio10RequestFormat:
    if value in DOUBAO_SEED_AUDIO_10_REQUEST_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEED_AUDIO_10_REQUEST_FORMAT_VALUES!r}"
    )
