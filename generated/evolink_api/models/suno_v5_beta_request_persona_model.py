# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV5BetaRequestPersonaModel = Literal["style_persona", "voice_persona"]

SUNO_V5_BETA_REQUEST_PERSONA_MODEL_VALUES: set[SunoV5BetaRequestPersonaModel] = {
    "style_persona",
    "voice_persona",
}


def check_suno_v5_beta_request_persona_model(value: str) -> SunoV5BetaRequestPersonaModel:
    if value in SUNO_V5_BETA_REQUEST_PERSONA_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V5_BETA_REQUEST_PERSONA_MODEL_VALUES!r}"
    )
