# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream50LiteRequestModel = Literal["doubao-seedream-5.0-lite"]

DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_VALUES: set[DoubaoSeedream50LiteRequestModel] = {
    "doubao-seedream-5.0-lite",
}


def check_doubao_seedream_50_lite_request_model(value: str) -> DoubaoSeedream50LiteRequestModel:
    if value in DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_50_LITE_REQUEST_MODEL_VALUES!r}"
    )
