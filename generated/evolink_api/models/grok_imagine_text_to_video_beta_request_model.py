# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineTextToVideoBetaRequestModel = Literal["grok-imagine-text-to-video-beta"]

GROK_IMAGINE_TEXT_TO_VIDEO_BETA_REQUEST_MODEL_VALUES: set[GrokImagineTextToVideoBetaRequestModel] = {
    "grok-imagine-text-to-video-beta",
}


def check_grok_imagine_text_to_video_beta_request_model(value: str) -> GrokImagineTextToVideoBetaRequestModel:
    if value in GROK_IMAGINE_TEXT_TO_VIDEO_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_TEXT_TO_VIDEO_BETA_REQUEST_MODEL_VALUES!r}"
    )
