# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream40RequestQuality = Literal["1K", "2K", "4K"]

DOUBAO_SEEDREAM_40_REQUEST_QUALITY_VALUES: set[DoubaoSeedream40RequestQuality] = {
    "1K",
    "2K",
    "4K",
}


def check_doubao_seedream_40_request_quality(value: str) -> DoubaoSeedream40RequestQuality:
    if value in DOUBAO_SEEDREAM_40_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_40_REQUEST_QUALITY_VALUES!r}"
    )
