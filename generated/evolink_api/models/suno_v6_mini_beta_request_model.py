# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV6MiniBetaRequestModel = Literal["suno-v6-mini-beta"]

SUNO_V6_MINI_BETA_REQUEST_MODEL_VALUES: set[SunoV6MiniBetaRequestModel] = {
    "suno-v6-mini-beta",
}


def check_suno_v6_mini_beta_request_model(value: str) -> SunoV6MiniBetaRequestModel:
    if value in SUNO_V6_MINI_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUNO_V6_MINI_BETA_REQUEST_MODEL_VALUES!r}")
