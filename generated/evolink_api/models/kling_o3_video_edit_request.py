# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.kling_o3_video_edit_request_model import (
    KlingO3VideoEditRequestModel,
    check_kling_o3_video_edit_request_model,
)
from ..models.kling_o3_video_edit_request_quality import (
    KlingO3VideoEditRequestQuality,
    check_kling_o3_video_edit_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_o3_video_edit_request_model_params import KlingO3VideoEditRequestModelParams


T = TypeVar("T", bound="KlingO3VideoEditRequest")


@_attrs_define
class KlingO3VideoEditRequest:
    """
    Attributes:
        model (KlingO3VideoEditRequestModel): The model to use.
        prompt (str | Unset): What to generate, or how to change what is given.
        video_url (str | Unset):
        keep_original_sound (bool | Unset): Whether the sound of the given video stays. Default: True.
        image_urls (list[str] | Unset): Links to the reference images.
        quality (KlingO3VideoEditRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        model_params (KlingO3VideoEditRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: KlingO3VideoEditRequestModel
    prompt: str | Unset = UNSET
    video_url: str | Unset = UNSET
    keep_original_sound: bool | Unset = True
    image_urls: list[str] | Unset = UNSET
    quality: KlingO3VideoEditRequestQuality | Unset = "720p"
    model_params: KlingO3VideoEditRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        video_url = self.video_url

        keep_original_sound = self.keep_original_sound

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        model_params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_params, Unset):
            model_params = self.model_params.to_dict()

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if video_url is not UNSET:
            field_dict["video_url"] = video_url
        if keep_original_sound is not UNSET:
            field_dict["keep_original_sound"] = keep_original_sound
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if quality is not UNSET:
            field_dict["quality"] = quality
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_o3_video_edit_request_model_params import KlingO3VideoEditRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_kling_o3_video_edit_request_model(d.pop("model"))

        prompt = d.pop("prompt", UNSET)

        video_url = d.pop("video_url", UNSET)

        keep_original_sound = d.pop("keep_original_sound", UNSET)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: KlingO3VideoEditRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_kling_o3_video_edit_request_quality(_quality)

        _model_params = d.pop("model_params", UNSET)
        model_params: KlingO3VideoEditRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = KlingO3VideoEditRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        kling_o3_video_edit_request = cls(
            model=model,
            prompt=prompt,
            video_url=video_url,
            keep_original_sound=keep_original_sound,
            image_urls=image_urls,
            quality=quality,
            model_params=model_params,
            callback_url=callback_url,
        )

        return kling_o3_video_edit_request
