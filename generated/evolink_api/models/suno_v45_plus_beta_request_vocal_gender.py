# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV45PlusBetaRequestVocalGender = Literal["f", "m"]

SUNO_V45_PLUS_BETA_REQUEST_VOCAL_GENDER_VALUES: set[SunoV45PlusBetaRequestVocalGender] = {
    "f",
    "m",
}


def check_suno_v45_plus_beta_request_vocal_gender(value: str) -> SunoV45PlusBetaRequestVocalGender:
    if value in SUNO_V45_PLUS_BETA_REQUEST_VOCAL_GENDER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V45_PLUS_BETA_REQUEST_VOCAL_GENDER_VALUES!r}"
    )
