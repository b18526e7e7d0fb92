# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini31FlashImagePreviewRequestQuality = Literal["0.5K", "1K", "2K", "4K"]

GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_QUALITY_VALUES: set[Gemini31FlashImagePreviewRequestQuality] = {
    "0.5K",
    "1K",
    "2K",
    "4K",
}


def check_gemini_31_flash_image_preview_request_quality(
    value: str,
) -> Gemini31FlashImagePreviewRequestQuality:
    if value in GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_QUALITY_VALUES!r}"
    )
