# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.kling_v3_image_to_video_request_model import (
    KlingV3ImageToVideoRequestModel,
    check_kling_v3_image_to_video_request_model,
)
from ..models.kling_v3_image_to_video_request_quality import (
    KlingV3ImageToVideoRequestQuality,
    check_kling_v3_image_to_video_request_quality,
)
from ..models.kling_v3_image_to_video_request_sound import (
    KlingV3ImageToVideoRequestSound,
    check_kling_v3_image_to_video_request_sound,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_v3_image_to_video_request_model_params import KlingV3ImageToVideoRequestModelParams


T = TypeVar("T", bound="KlingV3ImageToVideoRequest")


@_attrs_define
class KlingV3ImageToVideoRequest:
    """
    Attributes:
        model (KlingV3ImageToVideoRequestModel): The model to use.
        image_start (str): Link to the first frame.
        image_end (str | Unset): Link to the last frame.
        prompt (str | Unset): What to generate, or how to change what is given.
        negative_prompt (str | Unset): What must not appear.
        duration (int | Unset): Length of the result. Default: 5.
        quality (KlingV3ImageToVideoRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        sound (KlingV3ImageToVideoRequestSound | Unset):  Default: 'off'.
        model_params (KlingV3ImageToVideoRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: KlingV3ImageToVideoRequestModel
    image_start: str
    image_end: str | Unset = UNSET
    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    duration: int | Unset = 5
    quality: KlingV3ImageToVideoRequestQuality | Unset = "720p"
    sound: KlingV3ImageToVideoRequestSound | Unset = "off"
    model_params: KlingV3ImageToVideoRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        image_start = self.image_start

        image_end = self.image_end

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        duration = self.duration

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
                "image_start": image_start,
            }
        )
        if image_end is not UNSET:
            field_dict["image_end"] = image_end
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if duration is not UNSET:
            field_dict["duration"] = duration
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
        from ..models.kling_v3_image_to_video_request_model_params import (
            KlingV3ImageToVideoRequestModelParams,  # noqa: PLC0415
        )

        d = dict(src_dict)
        model = check_kling_v3_image_to_video_request_model(d.pop("model"))

        image_start = d.pop("image_start")

        image_end = d.pop("image_end", UNSET)

        prompt = d.pop("prompt", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: KlingV3ImageToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_kling_v3_image_to_video_request_quality(_quality)

        _sound = d.pop("sound", UNSET)
        sound: KlingV3ImageToVideoRequestSound | Unset
        if isinstance(_sound, Unset):
            sound = UNSET
        else:
            sound = check_kling_v3_image_to_video_request_sound(_sound)

        _model_params = d.pop("model_params", UNSET)
        model_params: KlingV3ImageToVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = KlingV3ImageToVideoRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        kling_v3_image_to_video_request = cls(
            model=model,
            image_start=image_start,
            image_end=image_end,
            prompt=prompt,
            negative_prompt=negative_prompt,
            duration=duration,
            quality=quality,
            sound=sound,
            model_params=model_params,
            callback_url=callback_url,
        )

        return kling_v3_image_to_video_request
