# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBanana2LiteRequestModel = Literal["nano-banana-2-lite"]

NANO_BANANA_2_LITE_REQUEST_MODEL_VALUES: set[NanoBanana2LiteRequestModel] = {
    "nano-banana-2-lite",
}


def check_nano_banana_2_lite_request_model(value: str) -> NanoBanana2LiteRequestModel:
    if value in NANO_BANANA_2_LITE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_2_LITE_REQUEST_MODEL_VALUES!r}"
    )
