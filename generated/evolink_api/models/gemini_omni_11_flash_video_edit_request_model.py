# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoEditRequestModel = Literal["gemini-omni-1.1-flash-video-edit"]

GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_MODEL_VALUES: set[GeminiOmni11FlashVideoEditRequestModel] = {
    "gemini-omni-1.1-flash-video-edit",
}


def check_gemini_omni_11_flash_video_edit_request_model(value: str) -> GeminiOmni11FlashVideoEditRequestModel:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_MODEL_VALUES!r}"
    )
