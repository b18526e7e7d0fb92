# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV45AllBetaRequestVocalGender = Literal["f", "m"]

SUNO_V45_ALL_BETA_REQUEST_VOCAL_GENDER_VALUES: set[SunoV45AllBetaRequestVocalGender] = {
    "f",
    "m",
}


def check_suno_v45_all_beta_request_vocal_gender(value: str) -> SunoV45AllBetaRequestVocalGender:
    if value in SUNO_V45_ALL_BETA_REQUEST_VOCAL_GENDER_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V45_ALL_BETA_REQUEST_VOCAL_GENDER_VALUES!r}"
    )
