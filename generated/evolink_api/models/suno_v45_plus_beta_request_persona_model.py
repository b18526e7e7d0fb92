# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV45PlusBetaRequestPersonaModel = Literal["style_persona", "voice_persona"]

SUNO_V45_PLUS_BETA_REQUEST_PERSONA_MODEL_VALUES: set[SunoV45PlusBetaRequestPersonaModel] = {
    "style_persona",
    "voice_persona",
}


def check_suno_v45_plus_beta_request_persona_model(value: str) -> SunoV45PlusBetaRequestPersonaModel:
    if value in SUNO_V45_PLUS_BETA_REQUEST_PERSONA_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V45_PLUS_BETA_REQUEST_PERSONA_MODEL_VALUES!r}"
    )
