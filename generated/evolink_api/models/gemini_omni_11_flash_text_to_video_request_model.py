# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashTextToVideoRequestModel = Literal["gemini-omni-1.1-flash-text-to-video"]

GEMINI_OMNI_11_FLASH_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES: set[GeminiOmni11FlashTextToVideoRequestModel] = {
    "gemini-omni-1.1-flash-text-to-video",
}


def check_gemini_omni_11_flash_text_to_video_request_model(
    value: str,
) -> GeminiOmni11FlashTextToVideoRequestModel:
    if value in GEMINI_OMNI_11_FLASH_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_TEXT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
