# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan30PrimeTextToVideoRequestModel = Literal["wan3.0-prime-text-to-video"]

WAN_30_PRIME_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Wan30PrimeTextToVideoRequestModel] = {
    "wan3.0-prime-text-to-video",
}


def check_wan_30_prime_text_to_video_request_model(value: str) -> Wan30PrimeTextToVideoRequestModel:
    if value in WAN_30_PRIME_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_30_PRIME_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
