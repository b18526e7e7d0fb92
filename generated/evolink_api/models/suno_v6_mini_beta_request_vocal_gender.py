# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV6MiniBetaRequestVocalGender = Literal["f", "m"]

SUNO_V6_MINI_BETA_REQUEST_VOCAL_GENDER_VALUES: set[SunoV6MiniBetaRequestVocalGender] = {
    "f",
    "m",
}


def check_suno_v6_mini_beta_request_vocal_gender(value: str) -> SunoV6MiniBetaRequestVocalGender:
    if value in SUNO_V6_MINI_BETA_REQUEST_VOCAL_GENDER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V6_MINI_BETA_REQUEST_VOCAL_GENDER_VALUES!r}"
    )
