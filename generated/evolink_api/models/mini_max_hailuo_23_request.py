# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.mini_max_hailuo_23_request_duration import (
    MiniMaxHailuo23RequestDuration,
    check_mini_max_hailuo_23_request_duration,
)
from ..models.mini_max_hailuo_23_request_model import (
    MiniMaxHailuo23RequestModel,
    check_mini_max_hailuo_23_request_model,
)
from ..models.mini_max_hailuo_23_request_quality import (
    MiniMaxHailuo23RequestQuality,
    check_mini_max_hailuo_23_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mini_max_hailuo_23_request_model_params import MiniMaxHailuo23RequestModelParams


T = TypeVar("T", bound="MiniMaxHailuo23Request")


@_attrs_define
class MiniMaxHailuo23Request:
    """
    Attributes:
        model (MiniMaxHailuo23RequestModel): The model to use. Default: 'MiniMax-Hailuo-2.3'.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        quality (MiniMaxHailuo23RequestQuality | Unset): Resolution or quality class of the result. Default: '768p'.
        duration (MiniMaxHailuo23RequestDuration | Unset): Length of the result. Default: 6.
        model_params (MiniMaxHailuo23RequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: MiniMaxHailuo23RequestModel = "MiniMax-Hailuo-2.3"
    image_urls: list[str] | Unset = UNSET
    quality: MiniMaxHailuo23RequestQuality | Unset = "768p"
    duration: MiniMaxHailuo23RequestDuration | Unset = 6
    model_params: MiniMaxHailuo23RequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        duration: int | Unset = UNSET
        if not isinstance(self.duration, Unset):
            duration = self.duration

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
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if quality is not UNSET:
            field_dict["quality"] = quality
        if duration is not UNSET:
            field_dict["duration"] = duration
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mini_max_hailuo_23_request_model_params import MiniMaxHailuo23RequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_mini_max_hailuo_23_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: MiniMaxHailuo23RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_mini_max_hailuo_23_request_quality(_quality)

        _duration = d.pop("duration", UNSET)
        duration: MiniMaxHailuo23RequestDuration | Unset
        if isinstance(_duration, Unset):
            duration = UNSET
        else:
            duration = check_mini_max_hailuo_23_request_duration(_duration)

        _model_params = d.pop("model_params", UNSET)
        model_params: MiniMaxHailuo23RequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = MiniMaxHailuo23RequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        mini_max_hailuo_23_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            quality=quality,
            duration=duration,
            model_params=model_params,
            callback_url=callback_url,
        )

        return mini_max_hailuo_23_request
