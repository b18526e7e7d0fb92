# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV5BetaRequestModel = Literal["suno-v5-beta"]

SUNO_V5_BETA_REQUEST_MODEL_VALUES: set[SunoV5BetaRequestModel] = {
    "suno-v5-beta",
}


def check_suno_v5_beta_request_model(value: str) -> SunoV5BetaRequestModel:
    if value in SUNO_V5_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUNO_V5_BETA_REQUEST_MODEL_VALUES!r}")
