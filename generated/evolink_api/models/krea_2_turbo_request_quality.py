# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Krea2TurboRequestQuality = Literal["1K", "2K"]

KREA_2_TURBO_REQUEST_QUALITY_VALUES: set[Krea2TurboRequestQuality] = {
    "1K",
    "2K",
}


def check_krea_2_turbo_request_quality(value: str) -> Krea2TurboRequestQuality:
    if value in KREA_2_TURBO_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KREA_2_TURBO_REQUEST_QUALITY_VALUES!r}")
