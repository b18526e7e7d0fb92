# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini31FlashImagePreviewRequestModelParamsThinkingLevel = Literal["auto", "high", "min"]

GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_MODEL_PARAMS_THINKING_LEVEL_VALUES: set[
    Gemini31FlashImagePreviewRequestModelParamsThinkingLevel
] = {
    "auto",
    "high",
    "min",
}


def check_gemini_31_flash_image_preview_request_model_params_thinking_level(
    value: str,
) -> Gemini31FlashImagePreviewRequestModelParamsThinkingLevel:
    if value in GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_MODEL_PARAMS_THINKING_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_31_FLASH_IMAGE_PREVIEW_REQUEST_MODEL_PARAMS_THINKING_LEVEL_VALUES!r}"
    )
