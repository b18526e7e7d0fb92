# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25DraftToVideoRequestModel = Literal["seedance-2.5-draft-to-video"]

SEEDANCE_25_DRAFT_TO_VIDEO_REQUEST_MODEL_VALUES: set[Seedance25DraftToVideoRequestModel] = {
    "seedance-2.5-draft-to-video",
}


def check_seedance_25_draft_to_video_request_model(value: str) -> Seedance25DraftToVideoRequestModel:
    if value in SEEDANCE_25_DRAFT_TO_VIDEO_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_DRAFT_TO_VIDEO_REQUEST_MODEL_VALUES!r}"
    )
