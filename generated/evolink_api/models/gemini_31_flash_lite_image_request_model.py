# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini31FlashLiteImageRequestModel = Literal["gemini-3.1-flash-lite-image"]

GEMINI_31_FLASH_LITE_IMAGE_REQUEST_MODEL_VALUES: set[Gemini31FlashLiteImageRequestModel] = {
    "gemini-3.1-flash-lite-image",
}


def check_gemini_31_flash_lite_image_request_model(value: str) -> Gemini31FlashLiteImageRequestModel:
    if value in GEMINI_31_FLASH_LITE_IMAGE_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_31_FLASH_LITE_IMAGE_REQUEST_MODEL_VALUES!r}"
    )
