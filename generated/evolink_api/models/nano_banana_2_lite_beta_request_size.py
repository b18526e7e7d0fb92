# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBanana2LiteBetaRequestSize = Literal[
    "16:9",
    "1:1",
    "1:4",
    "1:8",
    "21:9",
    "2:3",
    "3:2",
    "3:4",
    "4:1",
    "4:3",
    "4:5",
    "5:4",
    "8:1",
    "9:16",
    "auto",
]

NANO_BANANA_2_LITE_BETA_REQUEST_SIZE_VALUES: set[NanoBanana2LiteBetaRequestSize] = {
    "16:9",
    "1:1",
    "1:4",
    "1:8",
    "21:9",
    "2:3",
    "3:2",
    "3:4",
    "4:1",
    "4:3",
    "4:5",
    "5:4",
    "8:1",
    "9:16",
    "auto",
}


def check_nano_banana_2_lite_beta_request_size(value: str) -> NanoBanana2LiteBetaRequestSize:
    if value in NANO_BANANA_2_LITE_BETA_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_2_LITE_BETA_REQUEST_SIZE_VALUES!r}"
    )
