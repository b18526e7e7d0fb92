# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV45PlusBetaRequestModel = Literal["suno-v4.5plus-beta"]

SUNO_V45_PLUS_BETA_REQUEST_MODEL_VALUES: set[SunoV45PlusBetaRequestModel] = {
    "suno-v4.5plus-beta",
}


def check_suno_v45_plus_beta_request_model(value: str) -> SunoV45PlusBetaRequestModel:
    if value in SUNO_V45_PLUS_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V45_PLUS_BETA_REQUEST_MODEL_VALUES!r}"
    )
