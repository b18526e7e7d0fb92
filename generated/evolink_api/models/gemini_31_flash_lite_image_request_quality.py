# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini31FlashLiteImageRequestQuality = Literal["1K"]

GEMINI_31_FLASH_LITE_IMAGE_REQUEST_QUALITY_VALUES: set[Gemini31FlashLiteImageRequestQuality] = {
    "1K",
}


def check_gemini_31_flash_lite_image_request_quality(value: str) -> Gemini31FlashLiteImageRequestQuality:
    if value in GEMINI_31_FLASH_LITE_IMAGE_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_31_FLASH_LITE_IMAGE_REQUEST_QUALITY_VALUES!r}"
    )
