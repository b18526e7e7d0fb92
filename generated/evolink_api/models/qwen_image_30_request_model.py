# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

QwenImage30RequestModel = Literal["qwen-image-3.0"]

QWEN_IMAGE_30_REQUEST_MODEL_VALUES: set[QwenImage30RequestModel] = {
    "qwen-image-3.0",
}


def check_qwen_image_30_request_model(value: str) -> QwenImage30RequestModel:
    if value in QWEN_IMAGE_30_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {QWEN_IMAGE_30_REQUEST_MODEL_VALUES!r}")
