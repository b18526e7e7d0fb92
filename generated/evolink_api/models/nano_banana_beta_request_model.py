# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBananaBetaRequestModel = Literal["gemini-2.5-flash-image", "nano-banana-beta"]

NANO_BANANA_BETA_REQUEST_MODEL_VALUES: set[NanoBananaBetaRequestModel] = {
    "gemini-2.5-flash-image",
    "nano-banana-beta",
}


def check_nano_banana_beta_request_model(value: str) -> NanoBananaBetaRequestModel:
    if value in NANO_BANANA_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NANO_BANANA_BETA_REQUEST_MODEL_VALUES!r}")
