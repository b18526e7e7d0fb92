# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenImage30RequestQuality = Literal["1K", "2K"]

QWEN_IMAGE_30_REQUEST_QUALITY_VALUES: set[QwenImage30RequestQuality] = {
    "1K",
    "2K",
}


def check_qwen_image_30_request_quality(value: str) -> QwenImage30RequestQuality:
    if value in QWEN_IMAGE_30_REQUEST_QUALITY_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QWEN_IMAGE_30_REQUEST_QUALITY_VALUES!r}")
