# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.topaz_video_upscale_request_model import (
    TopazVideoUpscaleRequestModel,
    check_topaz_video_upscale_request_model,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.topaz_video_upscale_request_model_params import TopazVideoUpscaleRequestModelParams


T = TypeVar("T", bound="TopazVideoUpscaleRequest")


@_attrs_define
class TopazVideoUpscaleRequest:
    """
    Attributes:
        model (TopazVideoUpscaleRequestModel): The model to use.
        video_urls (list[str]): Links to the reference videos.
        model_params (TopazVideoUpscaleRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: TopazVideoUpscaleRequestModel
    video_urls: list[str]
    model_params: TopazVideoUpscaleRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        video_urls = self.video_urls

        model_params: dict[str, Any] | Unset = UNSET
        if not isinstance(self.model_params, Unset):
            model_params = self.model_params.to_dict()

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "video_urls": video_urls,
            }
        )
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.topaz_video_upscale_request_model_params import TopazVideoUpscaleRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_topaz_video_upscale_request_model(d.pop("model"))

        video_urls = cast(list[str], d.pop("video_urls"))

        _model_params = d.pop("model_params", UNSET)
        model_params: TopazVideoUpscaleRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = TopazVideoUpscaleRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        topaz_video_upscale_request = cls(
            model=model,
            video_urls=video_urls,
            model_params=model_params,
            callback_url=callback_url,
        )

        return topaz_video_upscale_request
