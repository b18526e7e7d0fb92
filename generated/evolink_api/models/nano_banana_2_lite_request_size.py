# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBanana2LiteRequestSize = Literal[
    "16:9", "1:1", "21:9", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "auto"
]

NANO_BANANA_2_LITE_REQUEST_SIZE_VALUES: set[NanoBanana2LiteRequestSize] = {
    "16:9",
    "1:1",
    "21:9",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "auto",
}


def check_nano_banana_2_lite_request_size(value: str) -> NanoBanana2LiteRequestSize:
    if value in NANO_BANANA_2_LITE_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NANO_BANANA_2_LITE_REQUEST_SIZE_VALUES!r}")
