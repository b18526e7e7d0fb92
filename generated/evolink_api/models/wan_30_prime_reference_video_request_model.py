# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan30PrimeReferenceVideoRequestModel = Literal["wan3.0-prime-reference-video"]

WAN_30_PRIME_REFERENCE_VIDEO_REQUEST_MODEL_VALUES: set[Wan30PrimeReferenceVideoRequestModel] = {
    "wan3.0-prime-reference-video",
}


def check_wan_30_prime_reference_video_request_model(value: str) -> Wan30PrimeReferenceVideoRequestModel:
    if value in WAN_30_PRIME_REFERENCE_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_30_PRIME_REFERENCE_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
