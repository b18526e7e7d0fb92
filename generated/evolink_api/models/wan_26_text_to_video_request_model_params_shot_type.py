# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

Wan26TextToVideoRequestModelParamsShotType = Literal["multi", "single"]

WAN_26_TEXT_TO_VIDEO_REQUEST_MODEL_PARAMS_SHOT_TYPE_VALUES: set[
    Wan26TextToVideoRequestModelParamsShotType
] = {
    "multi",
    "single",
}


def check_wan_26_text_to_video_request_model_params_shot_type(
    value: str,
) -> Wan26TextToVideoRequestModelParamsShotType:
    if value in WAN_26_TEXT_TO_VIDEO_REQUEST_MODEL_PARAMS_SHOT_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {WAN_26_TEXT_TO_VIDEO_REQUEST_MODEL_PARAMS_SHOT_TYPE_VALUES!r}"
    )
