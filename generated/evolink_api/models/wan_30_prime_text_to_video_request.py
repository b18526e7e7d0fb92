# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_30_prime_text_to_video_request_aspect_ratio import (
    Wan30PrimeTextToVideoRequestAspectRatio,
    check_wan_30_prime_text_to_video_request_aspect_ratio,
)
from ..models.wan_30_prime_text_to_video_request_duration_type_0 import (
    Wan30PrimeTextToVideoRequestDurationType0,
    check_wan_30_prime_text_to_video_request_duration_type_0,
)
from ..models.wan_30_prime_text_to_video_request_model import (
    Wan30PrimeTextToVideoRequestModel,
    check_wan_30_prime_text_to_video_request_model,
)
from ..models.wan_30_prime_text_to_video_request_quality import (
    Wan30PrimeTextToVideoRequestQuality,
    check_wan_30_prime_text_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Wan30PrimeTextToVideoRequest")


@_attrs_define
class Wan30PrimeTextToVideoRequest:
    """
    Attributes:
        model (Wan30PrimeTextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset | Wan30PrimeTextToVideoRequestDurationType0): Length of the result. Default: 5.
        quality (Wan30PrimeTextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        aspect_ratio (Wan30PrimeTextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default: 'adaptive'.
        generate_audio (bool | Unset): Whether the video has sound. Default: True.
        seed (int | Unset): Number that the randomness starts from.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Wan30PrimeTextToVideoRequestModel
    prompt: str
    duration: int | Unset | Wan30PrimeTextToVideoRequestDurationType0 = 5
    quality: Wan30PrimeTextToVideoRequestQuality | Unset = "720p"
    aspect_ratio: Wan30PrimeTextToVideoRequestAspectRatio | Unset = "adaptive"
    generate_audio: bool | Unset = True
    seed: int | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration: int | Unset
        if isinstance(self.duration, Unset):
            duration = UNSET
        elif isinstance(self.duration, int):
            duration = self.duration
        else:
            duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        generate_audio = self.generate_audio

        seed = self.seed

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
        if seed is not UNSET:
            field_dict["seed"] = seed
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_wan_30_prime_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        def _parse_duration(data: object) -> int | Unset | Wan30PrimeTextToVideoRequestDurationType0:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                duration_type_0 = check_wan_30_prime_text_to_video_request_duration_type_0(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | Unset | Wan30PrimeTextToVideoRequestDurationType0, data)

        duration = _parse_duration(d.pop("duration", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: Wan30PrimeTextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_30_prime_text_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Wan30PrimeTextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_wan_30_prime_text_to_video_request_aspect_ratio(_aspect_ratio)

        generate_audio = d.pop("generate_audio", UNSET)

        seed = d.pop("seed", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_30_prime_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            generate_audio=generate_audio,
            seed=seed,
            callback_url=callback_url,
        )

        return wan_30_prime_text_to_video_request
