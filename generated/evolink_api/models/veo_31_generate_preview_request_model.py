# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Veo31GeneratePreviewRequestModel = Literal["veo-3.1-generate-preview"]

VEO_31_GENERATE_PREVIEW_REQUEST_MODEL_VALUES: set[Veo31GeneratePreviewRequestModel] = {
    "veo-3.1-generate-preview",
}


def check_veo_31_generate_preview_request_model(value: str) -> Veo31GeneratePreviewRequestModel:
    if value in VEO_31_GENERATE_PREVIEW_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {VEO_31_GENERATE_PREVIEW_REQUEST_MODEL_VALUES!r}"
    )
