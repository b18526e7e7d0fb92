# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini31FlashImagePreviewRequestModel = Literal["gemini-3.1-flash-image-preview"]

GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_MODEL_VALUES: set[Gemini31FlashImagePreviewRequestModel] = {
    "gemini-3.1-flash-image-preview",
}


def check_gemini_31_flash_image_preview_request_model(value: str) -> Gemini31FlashImagePreviewRequestModel:
    if value in GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_MODEL_VALUES!r}"
    )
