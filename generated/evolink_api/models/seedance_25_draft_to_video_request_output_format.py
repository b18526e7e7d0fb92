# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Seedance25DraftToVideoRequestOutputFormat = Literal["mov", "mp4"]

SEEDANCE_25_DRAFT_TO_VIDEO_REQUEST_OUTPUT_FORMAT_VALUES: set[Seedance25DraftToVideoRequestOutputFormat] = {
    "mov",
    "mp4",
}


def check_seedance_25_draft_to_video_request_output_format(
    value: str,
) -> Seedance25DraftToVideoRequestOutputFormat:
    if value in SEEDANCE_25_DRAFT_TO_VIDEO_REQUEST_OUTPUT_FORMAT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEEDANCE_25_DRAFT_TO_VIDEO_REQUEST_OUTPUT_FORMAT_VALUES!r}"
    )
