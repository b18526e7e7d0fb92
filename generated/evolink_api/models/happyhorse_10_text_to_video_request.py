# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.happyhorse_10_text_to_video_request_aspect_ratio import (
    Happyhorse10TextToVideoRequestAspectRatio,
    check_happyhorse_10_text_to_video_request_aspect_ratio,
)
from ..models.happyhorse_10_text_to_video_request_model import (
    Happyhorse10TextToVideoRequestModel,
    check_happyhorse_10_text_to_video_request_model,
)
from ..models.happyhorse_10_text_to_video_request_quality import (
    Happyhorse10TextToVideoRequestQuality,
    check_happyhorse_10_text_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Happyhorse10TextToVideoRequest")


@_attrs_define
class Happyhorse10TextToVideoRequest:
    """
    Attributes:
        model (Happyhorse10TextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        quality (Happyhorse10TextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        aspect_ratio (Happyhorse10TextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default: '16:9'.
        duration (int | Unset): Length of the result. Default: 5.
        seed (int | Unset): Number that the randomness starts from.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Happyhorse10TextToVideoRequestModel
    prompt: str
    quality: Happyhorse10TextToVideoRequestQuality | Unset = "720p"
    aspect_ratio: Happyhorse10TextToVideoRequestAspectRatio | Unset = "16:9"
    duration: int | Unset = 5
    seed: int | Unset = UNSET
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

        seed = self.seed

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
        if seed is not UNSET:
            field_dict["seed"] = seed
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_happyhorse_10_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _quality = d.pop("quality", UNSET)
        quality: Happyhorse10TextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_happyhorse_10_text_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Happyhorse10TextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_happyhorse_10_text_to_video_request_aspect_ratio(_aspect_ratio)

        duration = d.pop("duration", UNSET)

        seed = d.pop("seed", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        happyhorse_10_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            quality=quality,
            aspect_ratio=aspect_ratio,
            duration=duration,
            seed=seed,
            callback_url=callback_url,
        )

        return happyhorse_10_text_to_video_request
