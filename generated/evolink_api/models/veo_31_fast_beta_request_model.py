# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Veo31FastBetaRequestModel = Literal["veo3.1-fast-beta"]

VEO_31_FAST_BETA_REQUEST_MODEL_VALUES: set[Veo31FastBetaRequestModel] = {
    "veo3.1-fast-beta",
}


def check_veo_31_fast_beta_request_model(value: str) -> Veo31FastBetaRequestModel:
    if value in VEO_31_FAST_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VEO_31_FAST_BETA_REQUEST_MODEL_VALUES!r}")
