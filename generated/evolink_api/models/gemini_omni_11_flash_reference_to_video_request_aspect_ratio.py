# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashReferenceToVideoRequestAspectRatio = Literal["16:9", "9:16", "auto"]

GEMINI_OMNI_11_FLASH_REFERENCE_TO_VIDEO_REQUEST_ASPECT_RATIO_VALUES: set[
    GeminiOmni11FlashReferenceToVideoRequestAspectRatio
] = {
    "16:9",
    "9:16",
    "auto",
}


def check_gemini_omni_11_flash_reference_to_video_request_aspect_ratio(
    value: str,
) -> GeminiOmni11FlashReferenceToVideoRequestAspectRatio:
    if value in GEMINI_OMNI_11_FLASH_REFERENCE_TO_VIDEO_REQUEST_ASPECT_RATIO_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_REFERENCE_TO_VIDEO_REQUEST_ASPECT_RATIO_VALUES!r}"
    )
