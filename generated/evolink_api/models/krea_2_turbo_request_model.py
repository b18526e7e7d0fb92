# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Krea2TurboRequestModel = Literal["krea-2-turbo"]

KREA_2_TURBO_REQUEST_MODEL_VALUES: set[Krea2TurboRequestModel] = {
    "krea-2-turbo",
}


def check_krea_2_turbo_request_model(value: str) -> Krea2TurboRequestModel:
    if value in KREA_2_TURBO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {KREA_2_TURBO_REQUEST_MODEL_VALUES!r}")
