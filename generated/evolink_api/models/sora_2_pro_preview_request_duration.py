# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Sora2ProPreviewRequestDuration = Literal[4, 8, 12]

SORA_2_PRO_PREVIEW_REQUEST_DURATION_VALUES: set[Sora2ProPreviewRequestDuration] = {
    4,
    8,
    12,
}


def check_sora_2_pro_preview_request_duration(value: int) -> Sora2ProPreviewRequestDuration:
    if value in SORA_2_PRO_PREVIEW_REQUEST_DURATION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SORA_2_PRO_PREVIEW_REQUEST_DURATION_VALUES!r}"
    )
