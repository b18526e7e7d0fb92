# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.happyhorse_10_image_to_video_request_model import (
    Happyhorse10ImageToVideoRequestModel,
    check_happyhorse_10_image_to_video_request_model,
)
from ..models.happyhorse_10_image_to_video_request_quality import (
    Happyhorse10ImageToVideoRequestQuality,
    check_happyhorse_10_image_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Happyhorse10ImageToVideoRequest")


@_attrs_define
class Happyhorse10ImageToVideoRequest:
    """
    Attributes:
        model (Happyhorse10ImageToVideoRequestModel): The model to use.
        image_urls (list[str]): Links to the reference images.
        prompt (str | Unset): What to generate, or how to change what is given.
        quality (Happyhorse10ImageToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        duration (int | Unset): Length of the result. Default: 5.
        seed (int | Unset): Number that the randomness starts from.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Happyhorse10ImageToVideoRequestModel
    image_urls: list[str]
    prompt: str | Unset = UNSET
    quality: Happyhorse10ImageToVideoRequestQuality | Unset = "720p"
    duration: int | Unset = 5
    seed: int | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        image_urls = self.image_urls

        prompt = self.prompt

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        duration = self.duration

        seed = self.seed

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "image_urls": image_urls,
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if quality is not UNSET:
            field_dict["quality"] = quality
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
        model = check_happyhorse_10_image_to_video_request_model(d.pop("model"))

        image_urls = cast(list[str], d.pop("image_urls"))

        prompt = d.pop("prompt", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: Happyhorse10ImageToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_happyhorse_10_image_to_video_request_quality(_quality)

        duration = d.pop("duration", UNSET)

        seed = d.pop("seed", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        happyhorse_10_image_to_video_request = cls(
            model=model,
            image_urls=image_urls,
            prompt=prompt,
            quality=quality,
            duration=duration,
            seed=seed,
            callback_url=callback_url,
        )

        return happyhorse_10_image_to_video_request
