# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini31FlashLiteImageRequestModelParamsThinkingLevel = Literal["auto", "high", "min"]

GEMINI_31_FLASH_LITE_IMAGE_REQUEST_MODEL_PARAMS_THINKING_LEVEL_VALUES: set[
    Gemini31FlashLiteImageRequestModelParamsThinkingLevel
] = {
    "auto",
    "high",
    "min",
}


def check_gemini_31_flash_lite_image_request_model_params_thinking_level(
    value: str,
) -> Gemini31FlashLiteImageRequestModelParamsThinkingLevel:
    if value in GEMINI_31_FLASH_LITE_IMAGE_REQUEST_MODEL_PARAMS_THINKING_LEVEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_31_FLASH_LITE_IMAGE_REQUEST_MODEL_PARAMS_THINKING_LEVEL_VALUES!r}"
    )
