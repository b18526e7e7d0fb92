# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.kling_v26_motion_control_request_model import (
    KlingV26MotionControlRequestModel,
    check_kling_v26_motion_control_request_model,
)
from ..models.kling_v26_motion_control_request_quality import (
    KlingV26MotionControlRequestQuality,
    check_kling_v26_motion_control_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_v26_motion_control_request_model_params import KlingV26MotionControlRequestModelParams


T = TypeVar("T", bound="KlingV26MotionControlRequest")


@_attrs_define
class KlingV26MotionControlRequest:
    """
    Attributes:
        model (KlingV26MotionControlRequestModel): The model to use.
        image_urls (list[str]): Links to the reference images.
        video_urls (list[str]): Links to the reference videos.
        model_params (KlingV26MotionControlRequestModelParams): Further parameters of this model.
        prompt (str | Unset): What to generate, or how to change what is given.
        quality (KlingV26MotionControlRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: KlingV26MotionControlRequestModel
    image_urls: list[str]
    video_urls: list[str]
    model_params: KlingV26MotionControlRequestModelParams
    prompt: str | Unset = UNSET
    quality: KlingV26MotionControlRequestQuality | Unset = "720p"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        image_urls = self.image_urls

        video_urls = self.video_urls

        model_params = self.model_params.to_dict()

        prompt = self.prompt

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "image_urls": image_urls,
                "video_urls": video_urls,
                "model_params": model_params,
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if quality is not UNSET:
            field_dict["quality"] = quality
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_v26_motion_control_request_model_params import (
            KlingV26MotionControlRequestModelParams,  # noqa: PLC0415
        )

        d = dict(src_dict)
        model = check_kling_v26_motion_control_request_model(d.pop("model"))

        image_urls = cast(list[str], d.pop("image_urls"))

        video_urls = cast(list[str], d.pop("video_urls"))

        model_params = KlingV26MotionControlRequestModelParams.from_dict(d.pop("model_params"))

        prompt = d.pop("prompt", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: KlingV26MotionControlRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_kling_v26_motion_control_request_quality(_quality)

        callback_url = d.pop("callback_url", UNSET)

        kling_v26_motion_control_request = cls(
            model=model,
            image_urls=image_urls,
            video_urls=video_urls,
            model_params=model_params,
            prompt=prompt,
            quality=quality,
            callback_url=callback_url,
        )

        return kling_v26_motion_control_request
