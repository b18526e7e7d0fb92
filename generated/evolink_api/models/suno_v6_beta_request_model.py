# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV6BetaRequestModel = Literal["suno-v6-beta"]

SUNO_V6_BETA_REQUEST_MODEL_VALUES: set[SunoV6BetaRequestModel] = {
    "suno-v6-beta",
}


def check_suno_v6_beta_request_model(value: str) -> SunoV6BetaRequestModel:
    if value in SUNO_V6_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUNO_V6_BETA_REQUEST_MODEL_VALUES!r}")
