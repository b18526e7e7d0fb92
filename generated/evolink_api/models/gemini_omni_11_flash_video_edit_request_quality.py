# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoEditRequestQuality = Literal["1080p", "360p", "4k", "720p", "auto"]

GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_QUALITY_VALUES: set[GeminiOmni11FlashVideoEditRequestQuality] = {
    "1080p",
    "360p",
    "4k",
    "720p",
    "auto",
}


def check_gemini_omni_11_flash_video_edit_request_quality(
    value: str,
) -> GeminiOmni11FlashVideoEditRequestQuality:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_QUALITY_VALUES!r}"
    )
