# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmniFlashVideoEditRequestModel = Literal["gemini-omni-flash-video-edit"]

GEMINI_OMNI_FLASH_VIDEO_EDIT_REQUEST_MODEL_VALUES: set[GeminiOmniFlashVideoEditRequestModel] = {
    "gemini-omni-flash-video-edit",
}


def check_gemini_omni_flash_video_edit_request_model(value: str) -> GeminiOmniFlashVideoEditRequestModel:
    if value in GEMINI_OMNI_FLASH_VIDEO_EDIT_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_FLASH_VIDEO_EDIT_REQUEST_MODEL_VALUES!r}"
    )
