# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashTextToVideoRequestQuality = Literal["1080p", "360p", "4k", "720p"]

GEMINI_OMNI_11_FLASH_TEXT_TO_VIDEO_REQUEST_QUALITY_VALUES: set[GeminiOmni11FlashTextToVideoRequestQuality] = {
    "1080p",
    "360p",
    "4k",
    "720p",
}


def check_gemini_omni_11_flash_text_to_video_request_quality(
    value: str,
) -> GeminiOmni11FlashTextToVideoRequestQuality:
    if value in GEMINI_OMNI_11_FLASH_TEXT_TO_VIDEO_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_TEXT_TO_VIDEO_REQUEST_QUALITY_VALUES!r}"
    )
