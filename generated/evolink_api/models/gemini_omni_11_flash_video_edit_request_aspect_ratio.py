# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashVideoEditRequestAspectRatio = Literal["auto"]

GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_ASPECT_RATIO_VALUES: set[
    GeminiOmni11FlashVideoEditRequestAspectRatio
] = {
    "auto",
}


def check_gemini_omni_11_flash_video_edit_request_aspect_ratio(
    value: str,
) -> GeminiOmni11FlashVideoEditRequestAspectRatio:
    if value in GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_ASPECT_RATIO_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_VIDEO_EDIT_REQUEST_ASPECT_RATIO_VALUES!r}"
    )
