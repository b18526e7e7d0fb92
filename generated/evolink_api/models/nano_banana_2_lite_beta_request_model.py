# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBanana2LiteBetaRequestModel = Literal["nano-banana-2-lite-beta"]

NANO_BANANA_2_LITE_BETA_REQUEST_MODEL_VALUES: set[NanoBanana2LiteBetaRequestModel] = {
    "nano-banana-2-lite-beta",
}


def check_nano_banana_2_lite_beta_request_model(value: str) -> NanoBanana2LiteBetaRequestModel:
    if value in NANO_BANANA_2_LITE_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_2_LITE_BETA_REQUEST_MODEL_VALUES!r}"
    )
