# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini3ProImagePreviewRequestQuality = Literal["1K", "2K", "4K"]

GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_QUALITY_VALUES: set[Gemini3ProImagePreviewRequestQuality] = {
    "1K",
    "2K",
    "4K",
}


def check_gemini_3_pro_image_preview_request_quality(value: str) -> Gemini3ProImagePreviewRequestQuality:
    if value in GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_QUALITY_VALUES!r}"
    )
