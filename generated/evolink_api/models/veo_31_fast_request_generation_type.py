# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Veo31FastRequestGenerationType = Literal["FIRST&LAST", "REFERENCE", "TEXT"]

VEO_31_FAST_REQUEST_GENERATION_TYPE_VALUES: set[Veo31FastRequestGenerationType] = {
    "FIRST&LAST",
    "REFERENCE",
    "TEXT",
}


def check_veo_31_fast_request_generation_type(value: str) -> Veo31FastRequestGenerationType:
    if value in VEO_31_FAST_REQUEST_GENERATION_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VEO_31_FAST_REQUEST_GENERATION_TYPE_VALUES!r}"
    )
