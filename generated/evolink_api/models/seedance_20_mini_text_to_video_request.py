# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.seedance_20_mini_text_to_video_request_aspect_ratio import (
    Seedance20MiniTextToVideoRequestAspectRatio,
    check_seedance_20_mini_text_to_video_request_aspect_ratio,
)
from ..models.seedance_20_mini_text_to_video_request_model import (
    Seedance20MiniTextToVideoRequestModel,
    check_seedance_20_mini_text_to_video_request_model,
)
from ..models.seedance_20_mini_text_to_video_request_quality import (
    Seedance20MiniTextToVideoRequestQuality,
    check_seedance_20_mini_text_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Seedance20MiniTextToVideoRequest")


@_attrs_define
class Seedance20MiniTextToVideoRequest:
    """
    Attributes:
        model (Seedance20MiniTextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset): Length of the result. Default: 5.
        quality (Seedance20MiniTextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        aspect_ratio (Seedance20MiniTextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            'adaptive'.
        generate_audio (bool | Unset): Whether the video has sound. Default: True.
        content_filter (bool | Unset): Whether the service checks the content. Default: True.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Seedance20MiniTextToVideoRequestModel
    prompt: str
    duration: int | Unset = 5
    quality: Seedance20MiniTextToVideoRequestQuality | Unset = "720p"
    aspect_ratio: Seedance20MiniTextToVideoRequestAspectRatio | Unset = "adaptive"
    generate_audio: bool | Unset = True
    content_filter: bool | Unset = True
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        generate_audio = self.generate_audio

        content_filter = self.content_filter

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
        if quality is not UNSET:
            field_dict["quality"] = quality
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if generate_audio is not UNSET:
            field_dict["generate_audio"] = generate_audio
        if content_filter is not UNSET:
            field_dict["content_filter"] = content_filter
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_seedance_20_mini_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: Seedance20MiniTextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_seedance_20_mini_text_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Seedance20MiniTextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_seedance_20_mini_text_to_video_request_aspect_ratio(_aspect_ratio)

        generate_audio = d.pop("generate_audio", UNSET)

        content_filter = d.pop("content_filter", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        seedance_20_mini_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            generate_audio=generate_audio,
            content_filter=content_filter,
            callback_url=callback_url,
        )

        return seedance_20_mini_text_to_video_request
