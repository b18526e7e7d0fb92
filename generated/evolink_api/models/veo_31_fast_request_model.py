# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Veo31FastRequestModel = Literal["veo3.1-fast"]

VEO_31_FAST_REQUEST_MODEL_VALUES: set[Veo31FastRequestModel] = {
    "veo3.1-fast",
}


def check_veo_31_fast_request_model(value: str) -> Veo31FastRequestModel:
    if value in VEO_31_FAST_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VEO_31_FAST_REQUEST_MODEL_VALUES!r}")
