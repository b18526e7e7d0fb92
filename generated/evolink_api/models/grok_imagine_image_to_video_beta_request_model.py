# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Literal

GrokImagineImageToVideoBetaRequestModel = Literal["grok-imagine-image-to-video-beta"]

GROK_IMAGINE_IMAGE_TO_VIDEO_BETA_REQUEST_MODEL_VALUES: set[GrokImagineImageToVideoBetaRequestModel] = {
    "grok-imagine-image-to-video-beta",
}


def check_grok_imagine_image_to_video_beta_request_model(
    value: str,
) -> GrokImagineImageToVideoBetaRequestModel:
    if value in GROK_IMAGINE_IMAGE_TO_VIDEO_BETA_REQUEST_MODEL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {GROK_IMAGINE_IMAGE_TO_VIDEO_BETA_REQUEST_MODEL_VALUES!r}"
    )
