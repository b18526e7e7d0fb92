# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoEditRequestDuration = Literal["auto"]

GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_DURATION_VALUES: set[GeminiOmni11FlashVideoEditRequestDuration] = {
    "auto",
}


def check_gemini_omni_11_flash_video_edit_request_duration(
    value: str,
) -> GeminiOmni11FlashVideoEditRequestDuration:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_DURATION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_DURATION_VALUES!r}"
    )
