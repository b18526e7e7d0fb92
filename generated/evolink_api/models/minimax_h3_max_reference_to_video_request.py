# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.minimax_h3_max_reference_to_video_request_aspect_ratio import (
    MinimaxH3MaxReferenceToVideoRequestAspectRatio,
    check_minimax_h3_max_reference_to_video_request_aspect_ratio,
)
from ..models.minimax_h3_max_reference_to_video_request_model import (
    MinimaxH3MaxReferenceToVideoRequestModel,
    check_minimax_h3_max_reference_to_video_request_model,
)
from ..models.minimax_h3_max_reference_to_video_request_quality import (
    MinimaxH3MaxReferenceToVideoRequestQuality,
    check_minimax_h3_max_reference_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MinimaxH3MaxReferenceToVideoRequest")


@_attrs_define
class MinimaxH3MaxReferenceToVideoRequest:
    """
    Attributes:
        model (MinimaxH3MaxReferenceToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        video_urls (list[str] | Unset):
        audio_urls (list[str] | Unset): Links to the reference sounds.
        duration (int | Unset): Length of the result. Default: 5.
        quality (MinimaxH3MaxReferenceToVideoRequestQuality | Unset): Resolution or quality class of the result.
            Default: '768p'.
        aspect_ratio (MinimaxH3MaxReferenceToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            'adaptive'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MinimaxH3MaxReferenceToVideoRequestModel
    prompt: str
    image_urls: list[str] | Unset = UNSET
    video_urls: list[str] | Unset = UNSET
    audio_urls: list[str] | Unset = UNSET
    duration: int | Unset = 5
    quality: MinimaxH3MaxReferenceToVideoRequestQuality | Unset = "768p"
    aspect_ratio: MinimaxH3MaxReferenceToVideoRequestAspectRatio | Unset = "adaptive"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        video_urls: list[str] | Unset = UNSET
        if not isinstance(self.video_urls, Unset):
            video_urls = self.video_urls

        audio_urls: list[str] | Unset = UNSET
        if not isinstance(self.audio_urls, Unset):
            audio_urls = self.audio_urls

        duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if video_urls is not UNSET:
            field_dict["video_urls"] = video_urls
        if audio_urls is not UNSET:
            field_dict["audio_urls"] = audio_urls
        if duration is not UNSET:
            field_dict["duration"] = duration
        if quality is not UNSET:
            field_dict["quality"] = quality
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_minimax_h3_max_reference_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        video_urls = cast(list[str], d.pop("video_urls", UNSET))

        audio_urls = cast(list[str], d.pop("audio_urls", UNSET))

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: MinimaxH3MaxReferenceToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_minimax_h3_max_reference_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: MinimaxH3MaxReferenceToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_minimax_h3_max_reference_to_video_request_aspect_ratio(_aspect_ratio)

        callback_url = d.pop("callback_url", UNSET)

        minimax_h3_max_reference_to_video_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            video_urls=video_urls,
            audio_urls=audio_urls,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            callback_url=callback_url,
        )

        return minimax_h3_max_reference_to_video_request
