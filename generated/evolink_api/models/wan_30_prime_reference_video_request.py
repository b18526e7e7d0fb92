# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_30_prime_reference_video_request_aspect_ratio import (
    Wan30PrimeReferenceVideoRequestAspectRatio,
    check_wan_30_prime_reference_video_request_aspect_ratio,
)
from ..models.wan_30_prime_reference_video_request_duration_type_0 import (
    Wan30PrimeReferenceVideoRequestDurationType0,
    check_wan_30_prime_reference_video_request_duration_type_0,
)
from ..models.wan_30_prime_reference_video_request_model import (
    Wan30PrimeReferenceVideoRequestModel,
    check_wan_30_prime_reference_video_request_model,
)
from ..models.wan_30_prime_reference_video_request_quality import (
    Wan30PrimeReferenceVideoRequestQuality,
    check_wan_30_prime_reference_video_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wan_30_prime_reference_video_request_model_params import (
        Wan30PrimeReferenceVideoRequestModelParams,
    )


T = TypeVar("T", bound="Wan30PrimeReferenceVideoRequest")


@_attrs_define
class Wan30PrimeReferenceVideoRequest:
    """
    Attributes:
        model (Wan30PrimeReferenceVideoRequestModel): The model to use.
        prompt (str | Unset): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        video_urls (list[str] | Unset): Links to the reference videos.
        audio_urls (list[str] | Unset): Links to the reference sounds.
        model_params (Wan30PrimeReferenceVideoRequestModelParams | Unset): Further parameters of this model.
        duration (int | Unset | Wan30PrimeReferenceVideoRequestDurationType0): Length of the result. Default: 5.
        quality (Wan30PrimeReferenceVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        aspect_ratio (Wan30PrimeReferenceVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            'adaptive'.
        generate_audio (bool | Unset): Whether the video has sound. Default: True.
        seed (int | Unset): Number that the randomness starts from.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Wan30PrimeReferenceVideoRequestModel
    prompt: str | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    video_urls: list[str] | Unset = UNSET
    audio_urls: list[str] | Unset = UNSET
    model_params: Wan30PrimeReferenceVideoRequestModelParams | Unset = UNSET
    duration: int | Unset | Wan30PrimeReferenceVideoRequestDurationType0 = 5
    quality: Wan30PrimeReferenceVideoRequestQuality | Unset = "720p"
    aspect_ratio: Wan30PrimeReferenceVideoRequestAspectRatio | Unset = "adaptive"
    generate_audio: bool | Unset = True
    seed: int | Unset = UNSET
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

        model_params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_params, Unset):
            model_params = self.model_params.to_dict()

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
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if video_urls is not UNSET:
            field_dict["video_urls"] = video_urls
        if audio_urls is not UNSET:
            field_dict["audio_urls"] = audio_urls
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
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
        from ..models.wan_30_prime_reference_video_request_model_params import (
            Wan30PrimeReferenceVideoRequestModelParams,  # noqa: PLC0415
        )

        d = dict(src_dict)
        model = check_wan_30_prime_reference_video_request_model(d.pop("model"))

        prompt = d.pop("prompt", UNSET)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        video_urls = cast(list[str], d.pop("video_urls", UNSET))

        audio_urls = cast(list[str], d.pop("audio_urls", UNSET))

        _model_params = d.pop("model_params", UNSET)
        model_params: Wan30PrimeReferenceVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = Wan30PrimeReferenceVideoRequestModelParams.from_dict(_model_params)

        def _parse_duration(data: object) -> int | Unset | Wan30PrimeReferenceVideoRequestDurationType0:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                duration_type_0 = check_wan_30_prime_reference_video_request_duration_type_0(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | Unset | Wan30PrimeReferenceVideoRequestDurationType0, data)

        duration = _parse_duration(d.pop("duration", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: Wan30PrimeReferenceVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_30_prime_reference_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Wan30PrimeReferenceVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_wan_30_prime_reference_video_request_aspect_ratio(_aspect_ratio)

        generate_audio = d.pop("generate_audio", UNSET)

        seed = d.pop("seed", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_30_prime_reference_video_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            video_urls=video_urls,
            audio_urls=audio_urls,
            model_params=model_params,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            generate_audio=generate_audio,
            seed=seed,
            callback_url=callback_url,
        )

        return wan_30_prime_reference_video_request
