# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.kling_v3_text_to_video_request_aspect_ratio import (
    KlingV3TextToVideoRequestAspectRatio,
    check_kling_v3_text_to_video_request_aspect_ratio,
)
from ..models.kling_v3_text_to_video_request_model import (
    KlingV3TextToVideoRequestModel,
    check_kling_v3_text_to_video_request_model,
)
from ..models.kling_v3_text_to_video_request_quality import (
    KlingV3TextToVideoRequestQuality,
    check_kling_v3_text_to_video_request_quality,
)
from ..models.kling_v3_text_to_video_request_sound import (
    KlingV3TextToVideoRequestSound,
    check_kling_v3_text_to_video_request_sound,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_v3_text_to_video_request_model_params import KlingV3TextToVideoRequestModelParams


T = TypeVar("T", bound="KlingV3TextToVideoRequest")


@_attrs_define
class KlingV3TextToVideoRequest:
    """
    Attributes:
        model (KlingV3TextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        negative_prompt (str | Unset): What must not appear.
        duration (int | Unset): Length of the result. Default: 5.
        aspect_ratio (KlingV3TextToVideoRequestAspectRatio | Unset): Aspect ratio of the result.
        quality (KlingV3TextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        sound (KlingV3TextToVideoRequestSound | Unset):  Default: 'off'.
        model_params (KlingV3TextToVideoRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: KlingV3TextToVideoRequestModel
    prompt: str
    negative_prompt: str | Unset = UNSET
    duration: int | Unset = 5
    aspect_ratio: KlingV3TextToVideoRequestAspectRatio | Unset = UNSET
    quality: KlingV3TextToVideoRequestQuality | Unset = "720p"
    sound: KlingV3TextToVideoRequestSound | Unset = "off"
    model_params: KlingV3TextToVideoRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        duration = self.duration

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        sound: str | Unset = UNSET
        if not isinstance(self.sound, Unset):
            sound = self.sound

        model_params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_params, Unset):
            model_params = self.model_params.to_dict()

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
        if duration is not UNSET:
            field_dict["duration"] = duration
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if quality is not UNSET:
            field_dict["quality"] = quality
        if sound is not UNSET:
            field_dict["sound"] = sound
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_v3_text_to_video_request_model_params import KlingV3TextToVideoRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_kling_v3_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        negative_prompt = d.pop("negative_prompt", UNSET)

        duration = d.pop("duration", UNSET)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: KlingV3TextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_kling_v3_text_to_video_request_aspect_ratio(_aspect_ratio)

        _quality = d.pop("quality", UNSET)
        quality: KlingV3TextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_kling_v3_text_to_video_request_quality(_quality)

        _sound = d.pop("sound", UNSET)
        sound: KlingV3TextToVideoRequestSound | Unset
        if isinstance(_sound, Unset):
            sound = UNSET
        else:
            sound = check_kling_v3_text_to_video_request_sound(_sound)

        _model_params = d.pop("model_params", UNSET)
        model_params: KlingV3TextToVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = KlingV3TextToVideoRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        kling_v3_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            negative_prompt=negative_prompt,
            duration=duration,
            aspect_ratio=aspect_ratio,
            quality=quality,
            sound=sound,
            model_params=model_params,
            callback_url=callback_url,
        )

        return kling_v3_text_to_video_request
