# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.sora_2_request_aspect_ratio import Sora2RequestAspectRatio, check_sora_2_request_aspect_ratio
from ..models.sora_2_request_duration import Sora2RequestDuration, check_sora_2_request_duration
from ..models.sora_2_request_model import Sora2RequestModel, check_sora_2_request_model
from ..types import UNSET, Unset

T = TypeVar("T", bound="Sora2Request")


@_attrs_define
class Sora2Request:
    """
    Attributes:
        model (Sora2RequestModel): The model to use. Default: 'sora-2'.
        prompt (str): What to generate, or how to change what is given.
        aspect_ratio (Sora2RequestAspectRatio | Unset): Aspect ratio of the result.
        duration (Sora2RequestDuration | Unset): Length of the result. Default: 10.
        image_urls (list[str] | Unset): Links to the reference images.
        remove_watermark (bool | Unset):  Default: True.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: Sora2RequestModel = "sora-2"
    aspect_ratio: Sora2RequestAspectRatio | Unset = UNSET
    duration: Sora2RequestDuration | Unset = 10
    image_urls: list[str] | Unset = UNSET
    remove_watermark: bool | Unset = True
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        duration: int | Unset = UNSET
        if not isinstance(self.duration, Unset):
            duration = self.duration

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        remove_watermark = self.remove_watermark

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if remove_watermark is not UNSET:
            field_dict["remove_watermark"] = remove_watermark
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_sora_2_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Sora2RequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_sora_2_request_aspect_ratio(_aspect_ratio)

        _duration = d.pop("duration", UNSET)
        duration: Sora2RequestDuration | Unset
        if isinstance(_duration, Unset):
            duration = UNSET
        else:
            duration = check_sora_2_request_duration(_duration)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        remove_watermark = d.pop("remove_watermark", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        sora_2_request = cls(
            model=model,
            prompt=prompt,
            aspect_ratio=aspect_ratio,
            duration=duration,
            image_urls=image_urls,
            remove_watermark=remove_watermark,
            callback_url=callback_url,
        )

        return sora_2_request
