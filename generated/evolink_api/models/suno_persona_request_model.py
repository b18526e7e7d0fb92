# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoPersonaRequestModel = Literal["suno-persona"]

SUNO_PERSONA_REQUEST_MODEL_VALUES: set[SunoPersonaRequestModel] = {
    "suno-persona",
}


def check_suno_persona_request_model(value: str) -> SunoPersonaRequestModel:
    if value in SUNO_PERSONA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {SUNO_PERSONA_REQUEST_MODEL_VALUES!r}")
