# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Gemini3ProImagePreviewRequestSize = Literal[
    "16:9", "1:1", "21:9", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "auto"
]

GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_SIZE_VALUES: set[Gemini3ProImagePreviewRequestSize] = {
    "16:9",
    "1:1",
    "21:9",
    "2:3",
    "3:2",
    "3:4",
    "4:3",
    "4:5",
    "5:4",
    "9:16",
    "auto",
}


def check_gemini_3_pro_image_preview_request_size(value: str) -> Gemini3ProImagePreviewRequestSize:
    if value in GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_SIZE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GEMINI_3_PRO_IMAGE_PREVIEW_REQUEST_SIZE_VALUES!r}"
    )
