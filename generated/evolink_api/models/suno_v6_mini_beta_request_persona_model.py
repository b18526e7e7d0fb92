# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

SunoV6MiniBetaRequestPersonaModel = Literal["style_persona", "voice_persona"]

SUNO_V6_MINI_BETA_REQUEST_PERSONA_MODEL_VALUES: set[SunoV6MiniBetaRequestPersonaModel] = {
    "style_persona",
    "voice_persona",
}


def check_suno_v6_mini_beta_request_persona_model(value: str) -> SunoV6MiniBetaRequestPersonaModel:
    if value in SUNO_V6_MINI_BETA_REQUEST_PERSONA_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SUNO_V6_MINI_BETA_REQUEST_PERSONA_MODEL_VALUES!r}"
    )
