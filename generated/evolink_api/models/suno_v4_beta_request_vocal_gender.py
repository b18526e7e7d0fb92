# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV4BetaRequestVocalGender = Literal["f", "m"]

SUNO_V4_BETA_REQUEST_VOCAL_GENDER_VALUES: set[SunoV4BetaRequestVocalGender] = {
    "f",
    "m",
}


def check_suno_v4_beta_request_vocal_gender(value: str) -> SunoV4BetaRequestVocalGender:
    if value in SUNO_V4_BETA_REQUEST_VOCAL_GENDER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V4_BETA_REQUEST_VOCAL_GENDER_VALUES!r}"
    )
