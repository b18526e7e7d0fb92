# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV4BetaRequestModel = Literal["suno-v4-beta"]

SUNO_V4_BETA_REQUEST_MODEL_VALUES: set[SunoV4BetaRequestModel] = {
    "suno-v4-beta",
}


def check_suno_v4_beta_request_model(value: str) -> SunoV4BetaRequestModel:
    if value in SUNO_V4_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUNO_V4_BETA_REQUEST_MODEL_VALUES!r}")
