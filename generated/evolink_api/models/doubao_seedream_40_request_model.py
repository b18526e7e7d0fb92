# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedream40RequestModel = Literal["doubao-seedream-4.0"]

DOUBAO_SEEDREAM_40_REQUEST_MODEL_VALUES: set[DoubaoSeedream40RequestModel] = {
    "doubao-seedream-4.0",
}


def check_doubao_seedream_40_request_model(value: str) -> DoubaoSeedream40RequestModel:
    if value in DOUBAO_SEEDREAM_40_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDREAM_40_REQUEST_MODEL_VALUES!r}"
    )
