# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan30PrimeReferenceVideoRequestDurationType0 = Literal[-1]

WAN_30_PRIME_REFERENCE_VIDEO_REQUEST_DURATION_TYPE_0_VALUES: set[
    Wan30PrimeReferenceVideoRequestDurationType0
] = {
    -1,
}


def check_wan_30_prime_reference_video_request_duration_type_0(
    value: int,
) -> Wan30PrimeReferenceVideoRequestDurationType0:
    if value in WAN_30_PRIME_REFERENCE_VIDEO_REQUEST_DURATION_TYPE_0_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_30_PRIME_REFERENCE_VIDEO_REQUEST_DURATION_TYPE_0_VALUES!r}"
    )
