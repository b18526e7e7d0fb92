# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.grok_imagine_text_to_video_beta_request_aspect_ratio import (
    GrokImagineTextToVideoBetaRequestAspectRatio,
    check_grok_imagine_text_to_video_beta_request_aspect_ratio,
)
from ..models.grok_imagine_text_to_video_beta_request_mode import (
    GrokImagineTextToVideoBetaRequestMode,
    check_grok_imagine_text_to_video_beta_request_mode,
)
from ..models.grok_imagine_text_to_video_beta_request_model import (
    GrokImagineTextToVideoBetaRequestModel,
    check_grok_imagine_text_to_video_beta_request_model,
)
from ..models.grok_imagine_text_to_video_beta_request_quality import (
    GrokImagineTextToVideoBetaRequestQuality,
    check_grok_imagine_text_to_video_beta_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GrokImagineTextToVideoBetaRequest")


@_attrs_define
class GrokImagineTextToVideoBetaRequest:
    """
    Attributes:
        model (GrokImagineTextToVideoBetaRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset): Length of the result. Default: 6.
        mode (GrokImagineTextToVideoBetaRequestMode | Unset):  Default: 'normal'.
        aspect_ratio (GrokImagineTextToVideoBetaRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            '16:9'.
        quality (GrokImagineTextToVideoBetaRequestQuality | Unset): Resolution or quality class of the result. Default:
            '480p'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GrokImagineTextToVideoBetaRequestModel
    prompt: str
    duration: int | Unset = 6
    mode: GrokImagineTextToVideoBetaRequestMode | Unset = "normal"
    aspect_ratio: GrokImagineTextToVideoBetaRequestAspectRatio | Unset = "16:9"
    quality: GrokImagineTextToVideoBetaRequestQuality | Unset = "480p"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration = self.duration

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if duration is not UNSET:
            field_dict["duration"] = duration
        if mode is not UNSET:
            field_dict["mode"] = mode
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if quality is not UNSET:
            field_dict["quality"] = quality
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_grok_imagine_text_to_video_beta_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        duration = d.pop("duration", UNSET)

        _mode = d.pop("mode", UNSET)
        mode: GrokImagineTextToVideoBetaRequestMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = check_grok_imagine_text_to_video_beta_request_mode(_mode)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: GrokImagineTextToVideoBetaRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_grok_imagine_text_to_video_beta_request_aspect_ratio(_aspect_ratio)

        _quality = d.pop("quality", UNSET)
        quality: GrokImagineTextToVideoBetaRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_grok_imagine_text_to_video_beta_request_quality(_quality)

        callback_url = d.pop("callback_url", UNSET)

        grok_imagine_text_to_video_beta_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            mode=mode,
            aspect_ratio=aspect_ratio,
            quality=quality,
            callback_url=callback_url,
        )

        return grok_imagine_text_to_video_beta_request
