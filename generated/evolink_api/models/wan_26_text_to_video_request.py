# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.wan_26_text_to_video_request_model import (
    Wan26TextToVideoRequestModel,
    check_wan_26_text_to_video_request_model,
)
from ..models.wan_26_text_to_video_request_quality import (
    Wan26TextToVideoRequestQuality,
    check_wan_26_text_to_video_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.wan_26_text_to_video_request_model_params import Wan26TextToVideoRequestModelParams


T = TypeVar("T", bound="Wan26TextToVideoRequest")


@_attrs_define
class Wan26TextToVideoRequest:
    """
    Attributes:
        model (Wan26TextToVideoRequestModel): The model to use. Default: 'wan2.6-text-to-video'.
        prompt (str): What to generate, or how to change what is given.
        aspect_ratio (str | Unset): Aspect ratio of the result. Default: '16:9'.
        quality (Wan26TextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        duration (int | Unset): Length of the result.
        prompt_extend (bool | Unset): Whether the service may rewrite the prompt. Default: True.
        model_params (Wan26TextToVideoRequestModelParams | Unset): Further parameters of this model.
        audio_url (str | Unset): Link to the sound.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: Wan26TextToVideoRequestModel = "wan2.6-text-to-video"
    aspect_ratio: str | Unset = "16:9"
    quality: Wan26TextToVideoRequestQuality | Unset = "720p"
    duration: int | Unset = UNSET
    prompt_extend: bool | Unset = True
    model_params: Wan26TextToVideoRequestModelParams | Unset = UNSET
    audio_url: str | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        aspect_ratio = self.aspect_ratio

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        duration = self.duration

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
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if quality is not UNSET:
            field_dict["quality"] = quality
        if duration is not UNSET:
            field_dict["duration"] = duration
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
        from ..models.wan_26_text_to_video_request_model_params import Wan26TextToVideoRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_wan_26_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        aspect_ratio = d.pop("aspect_ratio", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: Wan26TextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_26_text_to_video_request_quality(_quality)

        duration = d.pop("duration", UNSET)

        prompt_extend = d.pop("prompt_extend", UNSET)

        _model_params = d.pop("model_params", UNSET)
        model_params: Wan26TextToVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = Wan26TextToVideoRequestModelParams.from_dict(_model_params)

        audio_url = d.pop("audio_url", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_26_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            aspect_ratio=aspect_ratio,
            quality=quality,
            duration=duration,
            prompt_extend=prompt_extend,
            model_params=model_params,
            audio_url=audio_url,
            callback_url=callback_url,
        )

        return wan_26_text_to_video_request
