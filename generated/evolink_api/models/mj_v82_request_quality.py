# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

MjV82RequestQuality = Literal["hd", "standard"]

MJ_V82_REQUEST_QUALITY_VALUES: set[MjV82RequestQuality] = {
    "hd",
    "standard",
}


def check_mj_v82_request_quality(value: str) -> MjV82RequestQuality:
    if value in MJ_V82_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {MJ_V82_REQUEST_QUALITY_VALUES!r}")
