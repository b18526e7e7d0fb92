# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.happyhorse_11_reference_to_video_request_aspect_ratio import (
    Happyhorse11ReferenceToVideoRequestAspectRatio,
    check_happyhorse_11_reference_to_video_request_aspect_ratio,
)
from ..models.happyhorse_11_reference_to_video_request_model import (
    Happyhorse11ReferenceToVideoRequestModel,
    check_happyhorse_11_reference_to_video_request_model,
)
from ..models.happyhorse_11_reference_to_video_request_quality import (
    Happyhorse11ReferenceToVideoRequestQuality,
    check_happyhorse_11_reference_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Happyhorse11ReferenceToVideoRequest")


@_attrs_define
class Happyhorse11ReferenceToVideoRequest:
    """
    Attributes:
        model (Happyhorse11ReferenceToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str]): Links to the reference images.
        quality (Happyhorse11ReferenceToVideoRequestQuality | Unset): Resolution or quality class of the result.
            Default: '720p'.
        aspect_ratio (Happyhorse11ReferenceToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            '16:9'.
        duration (int | Unset): Length of the result. Default: 5.
        seed (int | Unset): Number that the randomness starts from.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Happyhorse11ReferenceToVideoRequestModel
    prompt: str
    image_urls: list[str]
    quality: Happyhorse11ReferenceToVideoRequestQuality | Unset = "720p"
    aspect_ratio: Happyhorse11ReferenceToVideoRequestAspectRatio | Unset = "16:9"
    duration: int | Unset = 5
    seed: int | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls = self.image_urls

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        duration = self.duration

        seed = self.seed

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
                "image_urls": image_urls,
            }
        )
        if quality is not UNSET:
            field_dict["quality"] = quality
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if seed is not UNSET:
            field_dict["seed"] = seed
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_happyhorse_11_reference_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls"))

        _quality = d.pop("quality", UNSET)
        quality: Happyhorse11ReferenceToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_happyhorse_11_reference_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Happyhorse11ReferenceToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_happyhorse_11_reference_to_video_request_aspect_ratio(_aspect_ratio)

        duration = d.pop("duration", UNSET)

        seed = d.pop("seed", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        happyhorse_11_reference_to_video_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            quality=quality,
            aspect_ratio=aspect_ratio,
            duration=duration,
            seed=seed,
            callback_url=callback_url,
        )

        return happyhorse_11_reference_to_video_request
