# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.gemini_omni_11_flash_text_to_video_request_aspect_ratio import (
    GeminiOmni11FlashTextToVideoRequestAspectRatio,
    check_gemini_omni_11_flash_text_to_video_request_aspect_ratio,
)
from ..models.gemini_omni_11_flash_text_to_video_request_model import (
    GeminiOmni11FlashTextToVideoRequestModel,
    check_gemini_omni_11_flash_text_to_video_request_model,
)
from ..models.gemini_omni_11_flash_text_to_video_request_quality import (
    GeminiOmni11FlashTextToVideoRequestQuality,
    check_gemini_omni_11_flash_text_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GeminiOmni11FlashTextToVideoRequest")


@_attrs_define
class GeminiOmni11FlashTextToVideoRequest:
    """
    Attributes:
        model (GeminiOmni11FlashTextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        quality (GeminiOmni11FlashTextToVideoRequestQuality | Unset): Resolution or quality class of the result.
            Default: '720p'.
        duration (int | Unset): Length of the result. Default: 3.
        aspect_ratio (GeminiOmni11FlashTextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            'auto'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GeminiOmni11FlashTextToVideoRequestModel
    prompt: str
    quality: GeminiOmni11FlashTextToVideoRequestQuality | Unset = "720p"
    duration: int | Unset = 3
    aspect_ratio: GeminiOmni11FlashTextToVideoRequestAspectRatio | Unset = "auto"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        duration = self.duration

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
        if quality is not UNSET:
            field_dict["quality"] = quality
        if duration is not UNSET:
            field_dict["duration"] = duration
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_gemini_omni_11_flash_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _quality = d.pop("quality", UNSET)
        quality: GeminiOmni11FlashTextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_gemini_omni_11_flash_text_to_video_request_quality(_quality)

        duration = d.pop("duration", UNSET)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: GeminiOmni11FlashTextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_gemini_omni_11_flash_text_to_video_request_aspect_ratio(_aspect_ratio)

        callback_url = d.pop("callback_url", UNSET)

        gemini_omni_11_flash_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            quality=quality,
            duration=duration,
            aspect_ratio=aspect_ratio,
            callback_url=callback_url,
        )

        return gemini_omni_11_flash_text_to_video_request
