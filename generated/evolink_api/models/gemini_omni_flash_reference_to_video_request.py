# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gemini_omni_flash_reference_to_video_request_aspect_ratio import (
    GeminiOmniFlashReferenceToVideoRequestAspectRatio,
    check_gemini_omni_flash_reference_to_video_request_aspect_ratio,
)
from ..models.gemini_omni_flash_reference_to_video_request_model import (
    GeminiOmniFlashReferenceToVideoRequestModel,
    check_gemini_omni_flash_reference_to_video_request_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GeminiOmniFlashReferenceToVideoRequest")


@_attrs_define
class GeminiOmniFlashReferenceToVideoRequest:
    """
    Attributes:
        model (GeminiOmniFlashReferenceToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        duration (int | str | Unset): Length of the result. Default: 10.
        aspect_ratio (GeminiOmniFlashReferenceToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            '16:9'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GeminiOmniFlashReferenceToVideoRequestModel
    prompt: str
    image_urls: list[str] | Unset = UNSET
    duration: int | str | Unset = 10
    aspect_ratio: GeminiOmniFlashReferenceToVideoRequestAspectRatio | Unset = "16:9"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        duration: int | str | Unset
        if isinstance(self.duration, Unset):
            duration = UNSET
        else:
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
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
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
        model = check_gemini_omni_flash_reference_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        def _parse_duration(data: object) -> int | str | Unset:
            if isinstance(data, Unset):
                return data
            return cast(int | str | Unset, data)

        duration = _parse_duration(d.pop("duration", UNSET))

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: GeminiOmniFlashReferenceToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_gemini_omni_flash_reference_to_video_request_aspect_ratio(_aspect_ratio)

        callback_url = d.pop("callback_url", UNSET)

        gemini_omni_flash_reference_to_video_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            duration=duration,
            aspect_ratio=aspect_ratio,
            callback_url=callback_url,
        )

        return gemini_omni_flash_reference_to_video_request
