# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Krea2TurboRequestSize = Literal["16:9", "1:1", "1:2", "2:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16"]

KREA_2_TURBO_REQUEST_SIZE_VALUES: set[Krea2TurboRequestSize] = {
    "16:9",
    "1:1",
    "1:2",
    "2:1",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
}


def check_krea_2_turbo_request_size(value: str) -> Krea2TurboRequestSize:
    if value in KREA_2_TURBO_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KREA_2_TURBO_REQUEST_SIZE_VALUES!r}")
