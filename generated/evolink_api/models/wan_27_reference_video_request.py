# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_27_reference_video_request_aspect_ratio import (
    Wan27ReferenceVideoRequestAspectRatio,
    check_wan_27_reference_video_request_aspect_ratio,
)
from ..models.wan_27_reference_video_request_model import (
    Wan27ReferenceVideoRequestModel,
    check_wan_27_reference_video_request_model,
)
from ..models.wan_27_reference_video_request_quality import (
    Wan27ReferenceVideoRequestQuality,
    check_wan_27_reference_video_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wan_27_reference_video_request_model_params import Wan27ReferenceVideoRequestModelParams


T = TypeVar("T", bound="Wan27ReferenceVideoRequest")


@_attrs_define
class Wan27ReferenceVideoRequest:
    """
    Attributes:
        model (Wan27ReferenceVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        negative_prompt (str | Unset): What must not appear.
        image_start (str | Unset): Link to the first frame.
        image_urls (list[str] | Unset): Links to the reference images.
        video_urls (list[str] | Unset): Links to the reference videos.
        audio_urls (list[str] | Unset): Links to the reference sounds.
        model_params (Wan27ReferenceVideoRequestModelParams | Unset): Further parameters of this model.
        quality (Wan27ReferenceVideoRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        aspect_ratio (Wan27ReferenceVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default: '16:9'.
        duration (float | Unset): Length of the result. Default: 5.0.
        seed (int | Unset): Number that the randomness starts from.
        prompt_extend (bool | Unset): Whether the service may rewrite the prompt. Default: False.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Wan27ReferenceVideoRequestModel
    prompt: str
    negative_prompt: str | Unset = UNSET
    image_start: str | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    video_urls: list[str] | Unset = UNSET
    audio_urls: list[str] | Unset = UNSET
    model_params: Wan27ReferenceVideoRequestModelParams | Unset = UNSET
    quality: Wan27ReferenceVideoRequestQuality | Unset = "720p"
    aspect_ratio: Wan27ReferenceVideoRequestAspectRatio | Unset = "16:9"
    duration: float | Unset = 5.0
    seed: int | Unset = UNSET
    prompt_extend: bool | Unset = False
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        image_start = self.image_start

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

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        duration = self.duration

        seed = self.seed

        prompt_extend = self.prompt_extend

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if image_start is not UNSET:
            field_dict["image_start"] = image_start
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if video_urls is not UNSET:
            field_dict["video_urls"] = video_urls
        if audio_urls is not UNSET:
            field_dict["audio_urls"] = audio_urls
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if quality is not UNSET:
            field_dict["quality"] = quality
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if seed is not UNSET:
            field_dict["seed"] = seed
        if prompt_extend is not UNSET:
            field_dict["prompt_extend"] = prompt_extend
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.wan_27_reference_video_request_model_params import Wan27ReferenceVideoRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_wan_27_reference_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        negative_prompt = d.pop("negative_prompt", UNSET)

        image_start = d.pop("image_start", UNSET)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        video_urls = cast(list[str], d.pop("video_urls", UNSET))

        audio_urls = cast(list[str], d.pop("audio_urls", UNSET))

        _model_params = d.pop("model_params", UNSET)
        model_params: Wan27ReferenceVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = Wan27ReferenceVideoRequestModelParams.from_dict(_model_params)

        _quality = d.pop("quality", UNSET)
        quality: Wan27ReferenceVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_27_reference_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Wan27ReferenceVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_wan_27_reference_video_request_aspect_ratio(_aspect_ratio)

        duration = d.pop("duration", UNSET)

        seed = d.pop("seed", UNSET)

        prompt_extend = d.pop("prompt_extend", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_27_reference_video_request = cls(
            model=model,
            prompt=prompt,
            negative_prompt=negative_prompt,
            image_start=image_start,
            image_urls=image_urls,
            video_urls=video_urls,
            audio_urls=audio_urls,
            model_params=model_params,
            quality=quality,
            aspect_ratio=aspect_ratio,
            duration=duration,
            seed=seed,
            prompt_extend=prompt_extend,
            callback_url=callback_url,
        )

        return wan_27_reference_video_request
