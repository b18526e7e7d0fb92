# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedAudio10RequestSampleRate = Literal[8000, 16000, 24000, 32000, 44100, 48000]

DOUBAO_SEED_AUDIO_10_REQUEST_SAMPLE_RATE_VALUES: set[DoubaoSeedAudio10RequestSampleRate] = {
    8000,
    16000,
    24000,
    32000,
    44100,
    48000,
}


def check_doubao_seed_audio_10_request_sample_rate(value: int) -> DoubaoSeedAudio10RequestSampleRate:
    if value in DOUBAO_SEED_AUDIO_10_REQUEST_SAMPLE_RATE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEED_AUDIO_10_REQUEST_SAMPLE_RATE_VALUES!r}"
    )
