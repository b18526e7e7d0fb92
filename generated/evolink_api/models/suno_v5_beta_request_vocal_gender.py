# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV5BetaRequestVocalGender = Literal["f", "m"]

SUNO_V5_BETA_REQUEST_VOCAL_GENDER_VALUES: set[SunoV5BetaRequestVocalGender] = {
    "f",
    "m",
}


def check_suno_v5_beta_request_vocal_gender(value: str) -> SunoV5BetaRequestVocalGender:
    if value in SUNO_V5_BETA_REQUEST_VOCAL_GENDER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V5_BETA_REQUEST_VOCAL_GENDER_VALUES!r}"
    )
