# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Veo31FastRequestQuality = Literal["1080p", "4k", "720p"]

VEO_31_FAST_REQUEST_QUALITY_VALUES: set[Veo31FastRequestQuality] = {
    "1080p",
    "4k",
    "720p",
}


def check_veo_31_fast_request_quality(value: str) -> Veo31FastRequestQuality:
    if value in VEO_31_FAST_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {VEO_31_FAST_REQUEST_QUALITY_VALUES!r}")
