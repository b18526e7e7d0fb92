# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doubao_seedance_10_pro_fast_request_model import (
    DoubaoSeedance10ProFastRequestModel,
    check_doubao_seedance_10_pro_fast_request_model,
)
from ..models.doubao_seedance_10_pro_fast_request_quality import (
    DoubaoSeedance10ProFastRequestQuality,
    check_doubao_seedance_10_pro_fast_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DoubaoSeedance10ProFastRequest")


@_attrs_define
class DoubaoSeedance10ProFastRequest:
    """
    Attributes:
        model (DoubaoSeedance10ProFastRequestModel): The model to use. Default: 'doubao-seedance-1.0-pro-fast'.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset): Length of the result. Default: 5.
        quality (DoubaoSeedance10ProFastRequestQuality | Unset): Resolution or quality class of the result. Default:
            '1080p'.
        aspect_ratio (str | Unset): Aspect ratio of the result.
        image_urls (list[str] | Unset): Links to the reference images.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: DoubaoSeedance10ProFastRequestModel = "doubao-seedance-1.0-pro-fast"
    duration: int | Unset = 5
    quality: DoubaoSeedance10ProFastRequestQuality | Unset = "1080p"
    aspect_ratio: str | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio = self.aspect_ratio

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

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
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_doubao_seedance_10_pro_fast_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: DoubaoSeedance10ProFastRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_doubao_seedance_10_pro_fast_request_quality(_quality)

        aspect_ratio = d.pop("aspect_ratio", UNSET)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        callback_url = d.pop("callback_url", UNSET)

        doubao_seedance_10_pro_fast_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            image_urls=image_urls,
            callback_url=callback_url,
        )

        return doubao_seedance_10_pro_fast_request
