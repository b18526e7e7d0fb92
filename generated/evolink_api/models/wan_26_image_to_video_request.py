# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_26_image_to_video_request_model import (
    Wan26ImageToVideoRequestModel,
    check_wan_26_image_to_video_request_model,
)
from ..models.wan_26_image_to_video_request_quality import (
    Wan26ImageToVideoRequestQuality,
    check_wan_26_image_to_video_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wan_26_image_to_video_request_model_params import Wan26ImageToVideoRequestModelParams


T = TypeVar("T", bound="Wan26ImageToVideoRequest")


@_attrs_define
class Wan26ImageToVideoRequest:
    """
    Attributes:
        model (Wan26ImageToVideoRequestModel): The model to use. Default: 'wan2.6-image-to-video'.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset): Length of the result.
        quality (Wan26ImageToVideoRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        image_urls (list[str] | Unset): Links to the reference images.
        prompt_extend (bool | Unset): Whether the service may rewrite the prompt. Default: True.
        model_params (Wan26ImageToVideoRequestModelParams | Unset): Further parameters of this model.
        audio_url (str | Unset): Link to the sound.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: Wan26ImageToVideoRequestModel = "wan2.6-image-to-video"
    duration: int | Unset = UNSET
    quality: Wan26ImageToVideoRequestQuality | Unset = "720p"
    image_urls: list[str] | Unset = UNSET
    prompt_extend: bool | Unset = True
    model_params: Wan26ImageToVideoRequestModelParams | Unset = UNSET
    audio_url: str | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        prompt_extend = self.prompt_extend

        model_params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_params, Unset):
            model_params = self.model_params.to_dict()

        audio_url = self.audio_url

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
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if prompt_extend is not UNSET:
            field_dict["prompt_extend"] = prompt_extend
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if audio_url is not UNSET:
            field_dict["audio_url"] = audio_url
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.wan_26_image_to_video_request_model_params import Wan26ImageToVideoRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_wan_26_image_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: Wan26ImageToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_26_image_to_video_request_quality(_quality)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        prompt_extend = d.pop("prompt_extend", UNSET)

        _model_params = d.pop("model_params", UNSET)
        model_params: Wan26ImageToVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = Wan26ImageToVideoRequestModelParams.from_dict(_model_params)

        audio_url = d.pop("audio_url", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_26_image_to_video_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            quality=quality,
            image_urls=image_urls,
            prompt_extend=prompt_extend,
            model_params=model_params,
            audio_url=audio_url,
            callback_url=callback_url,
        )

        return wan_26_image_to_video_request
