# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV45AllBetaRequestModel = Literal["suno-v4.5all-beta"]

SUNO_V45_ALL_BETA_REQUEST_MODEL_VALUES: set[SunoV45AllBetaRequestModel] = {
    "suno-v4.5all-beta",
}


def check_suno_v45_all_beta_request_model(value: str) -> SunoV45AllBetaRequestModel:
    if value in SUNO_V45_ALL_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUNO_V45_ALL_BETA_REQUEST_MODEL_VALUES!r}")
