# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.kling_v3_turbo_text_to_video_request_aspect_ratio import (
    KlingV3TurboTextToVideoRequestAspectRatio,
    check_kling_v3_turbo_text_to_video_request_aspect_ratio,
)
from ..models.kling_v3_turbo_text_to_video_request_model import (
    KlingV3TurboTextToVideoRequestModel,
    check_kling_v3_turbo_text_to_video_request_model,
)
from ..models.kling_v3_turbo_text_to_video_request_quality import (
    KlingV3TurboTextToVideoRequestQuality,
    check_kling_v3_turbo_text_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="KlingV3TurboTextToVideoRequest")


@_attrs_define
class KlingV3TurboTextToVideoRequest:
    """
    Attributes:
        model (KlingV3TurboTextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        quality (KlingV3TurboTextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        aspect_ratio (KlingV3TurboTextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default: '16:9'.
        duration (int | Unset): Length of the result. Default: 5.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: KlingV3TurboTextToVideoRequestModel
    prompt: str
    quality: KlingV3TurboTextToVideoRequestQuality | Unset = "720p"
    aspect_ratio: KlingV3TurboTextToVideoRequestAspectRatio | Unset = "16:9"
    duration: int | Unset = 5
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        duration = self.duration

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if quality is not UNSET:
            field_dict["quality"] = quality
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_kling_v3_turbo_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _quality = d.pop("quality", UNSET)
        quality: KlingV3TurboTextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_kling_v3_turbo_text_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: KlingV3TurboTextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_kling_v3_turbo_text_to_video_request_aspect_ratio(_aspect_ratio)

        duration = d.pop("duration", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        kling_v3_turbo_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            quality=quality,
            aspect_ratio=aspect_ratio,
            duration=duration,
            callback_url=callback_url,
        )

        return kling_v3_turbo_text_to_video_request
