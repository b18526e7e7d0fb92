# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBananaProBetaRequestSize = Literal[
    "16:9", "1:1", "21:9", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "auto"
]

NANO_BANANA_PRO_BETA_REQUEST_SIZE_VALUES: set[NanoBananaProBetaRequestSize] = {
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


def check_nano_banana_pro_beta_request_size(value: str) -> NanoBananaProBetaRequestSize:
    if value in NANO_BANANA_PRO_BETA_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_PRO_BETA_REQUEST_SIZE_VALUES!r}"
    )
