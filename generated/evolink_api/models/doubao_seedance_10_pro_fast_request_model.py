# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

DoubaoSeedance10ProFastRequestModel = Literal["doubao-seedance-1.0-pro-fast"]

DOUBAO_SEEDANCE_10_PRO_FAST_REQUEST_MODEL_VALUES: set[DoubaoSeedance10ProFastRequestModel] = {
    "doubao-seedance-1.0-pro-fast",
}


def check_doubao_seedance_10_pro_fast_request_model(value: str) -> DoubaoSeedance10ProFastRequestModel:
    if value in DOUBAO_SEEDANCE_10_PRO_FAST_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DOUBAO_SEEDANCE_10_PRO_FAST_REQUEST_MODEL_VALUES!r}"
    )
