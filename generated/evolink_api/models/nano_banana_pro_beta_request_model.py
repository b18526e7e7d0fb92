# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

NanoBananaProBetaRequestModel = Literal["nano-banana-pro-beta"]

NANO_BANANA_PRO_BETA_REQUEST_MODEL_VALUES: set[NanoBananaProBetaRequestModel] = {
    "nano-banana-pro-beta",
}


def check_nano_banana_pro_beta_request_model(value: str) -> NanoBananaProBetaRequestModel:
    if value in NANO_BANANA_PRO_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {NANO_BANANA_PRO_BETA_REQUEST_MODEL_VALUES!r}"
    )
