# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GeminiOmni11FlashReferenceToVideoRequestModel = Literal["gemini-omni-1.1-flash-reference-to-video"]

GEMINI_OMNI_11_FLASH_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[
    GeminiOmni11FlashReferenceToVideoRequestModel
] = {
    "gemini-omni-1.1-flash-reference-to-video",
}


def check_gemini_omni_11_flash_reference_to_video_request_model(
    value: str,
) -> GeminiOmni11FlashReferenceToVideoRequestModel:
    if value in GEMINI_OMNI_11_FLASH_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_OMNI_11_FLASH_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
