# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.grok_imagine_video_10t2v_request_aspect_ratio import (
    GrokImagineVideo10T2VRequestAspectRatio,
    check_grok_imagine_video_10t2v_request_aspect_ratio,
)
from ..models.grok_imagine_video_10t2v_request_model import (
    GrokImagineVideo10T2VRequestModel,
    check_grok_imagine_video_10t2v_request_model,
)
from ..models.grok_imagine_video_10t2v_request_quality import (
    GrokImagineVideo10T2VRequestQuality,
    check_grok_imagine_video_10t2v_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GrokImagineVideo10T2VRequest")


@_attrs_define
class GrokImagineVideo10T2VRequest:
    """
    Attributes:
        model (GrokImagineVideo10T2VRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset): Length of the result. Default: 6.
        aspect_ratio (GrokImagineVideo10T2VRequestAspectRatio | Unset): Aspect ratio of the result. Default: '16:9'.
        quality (GrokImagineVideo10T2VRequestQuality | Unset): Resolution or quality class of the result. Default:
            '480p'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GrokImagineVideo10T2VRequestModel
    prompt: str
    duration: int | Unset = 6
    aspect_ratio: GrokImagineVideo10T2VRequestAspectRatio | Unset = "16:9"
    quality: GrokImagineVideo10T2VRequestQuality | Unset = "480p"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration = self.duration

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
        model = check_grok_imagine_video_10t2v_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        duration = d.pop("duration", UNSET)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: GrokImagineVideo10T2VRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_grok_imagine_video_10t2v_request_aspect_ratio(_aspect_ratio)

        _quality = d.pop("quality", UNSET)
        quality: GrokImagineVideo10T2VRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_grok_imagine_video_10t2v_request_quality(_quality)

        callback_url = d.pop("callback_url", UNSET)

        grok_imagine_video_10t2v_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            aspect_ratio=aspect_ratio,
            quality=quality,
            callback_url=callback_url,
        )

        return grok_imagine_video_10t2v_request
