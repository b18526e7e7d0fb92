# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Happyhorse11ReferenceToVideoRequestModel = Literal["happyhorse-1.1-reference-to-video"]

HAPPYHORSE_11_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES: set[Happyhorse11ReferenceToVideoRequestModel] = {
    "happyhorse-1.1-reference-to-video",
}


def check_happyhorse_11_reference_to_video_request_model(
    value: str,
) -> Happyhorse11ReferenceToVideoRequestModel:
    if value in HAPPYHORSE_11_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {HAPPYHORSE_11_REFERENCE_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
