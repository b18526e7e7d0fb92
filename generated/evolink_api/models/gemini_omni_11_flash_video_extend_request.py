# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gemini_omni_11_flash_video_extend_request_aspect_ratio import (
    GeminiOmni11FlashVideoExtendRequestAspectRatio,
    check_gemini_omni_11_flash_video_extend_request_aspect_ratio,
)
from ..models.gemini_omni_11_flash_video_extend_request_model import (
    GeminiOmni11FlashVideoExtendRequestModel,
    check_gemini_omni_11_flash_video_extend_request_model,
)
from ..models.gemini_omni_11_flash_video_extend_request_quality import (
    GeminiOmni11FlashVideoExtendRequestQuality,
    check_gemini_omni_11_flash_video_extend_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GeminiOmni11FlashVideoExtendRequest")


@_attrs_define
class GeminiOmni11FlashVideoExtendRequest:
    """
    Attributes:
        model (GeminiOmni11FlashVideoExtendRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        video_urls (list[str]): Links to the reference videos.
        image_urls (list[str] | Unset): Links to the reference images.
        duration (int | Unset): Length of the result. Default: 3.
        quality (GeminiOmni11FlashVideoExtendRequestQuality | Unset): Resolution or quality class of the result.
            Default: 'auto'.
        aspect_ratio (GeminiOmni11FlashVideoExtendRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            'auto'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GeminiOmni11FlashVideoExtendRequestModel
    prompt: str
    video_urls: list[str]
    image_urls: list[str] | Unset = UNSET
    duration: int | Unset = 3
    quality: GeminiOmni11FlashVideoExtendRequestQuality | Unset = "auto"
    aspect_ratio: GeminiOmni11FlashVideoExtendRequestAspectRatio | Unset = "auto"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        video_urls = self.video_urls

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

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
                "video_urls": video_urls,
            }
        )
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
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
        model = check_gemini_omni_11_flash_video_extend_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        video_urls = cast(list[str], d.pop("video_urls"))

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: GeminiOmni11FlashVideoExtendRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_gemini_omni_11_flash_video_extend_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: GeminiOmni11FlashVideoExtendRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_gemini_omni_11_flash_video_extend_request_aspect_ratio(_aspect_ratio)

        callback_url = d.pop("callback_url", UNSET)

        gemini_omni_11_flash_video_extend_request = cls(
            model=model,
            prompt=prompt,
            video_urls=video_urls,
            image_urls=image_urls,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            callback_url=callback_url,
        )

        return gemini_omni_11_flash_video_extend_request
