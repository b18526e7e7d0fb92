# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoExtendRequestQuality = Literal["1080p", "360p", "4k", "720p", "auto"]

GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_QUALITY_VALUES: set[GeminiOmni11FlashVideoExtendRequestQuality] = {
    "1080p",
    "360p",
    "4k",
    "720p",
    "auto",
}


def check_gemini_omni_11_flash_video_extend_request_quality(
    value: str,
) -> GeminiOmni11FlashVideoExtendRequestQuality:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EXTEND_REQUEST_QUALITY_VALUES!r}"
    )
