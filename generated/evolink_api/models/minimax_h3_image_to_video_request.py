# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.minimax_h3_image_to_video_request_model import (
    MinimaxH3ImageToVideoRequestModel,
    check_minimax_h3_image_to_video_request_model,
)
from ..models.minimax_h3_image_to_video_request_quality import (
    MinimaxH3ImageToVideoRequestQuality,
    check_minimax_h3_image_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MinimaxH3ImageToVideoRequest")


@_attrs_define
class MinimaxH3ImageToVideoRequest:
    """
    Attributes:
        model (MinimaxH3ImageToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_start (str | Unset): Link to the first frame.
        image_end (str | Unset):
        duration (int | Unset): Length of the result. Default: 4.
        quality (MinimaxH3ImageToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '768p'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MinimaxH3ImageToVideoRequestModel
    prompt: str
    image_start: str | Unset = UNSET
    image_end: str | Unset = UNSET
    duration: int | Unset = 4
    quality: MinimaxH3ImageToVideoRequestQuality | Unset = "768p"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_start = self.image_start

        image_end = self.image_end

        duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if image_start is not UNSET:
            field_dict["image_start"] = image_start
        if image_end is not UNSET:
            field_dict["image_end"] = image_end
        if duration is not UNSET:
            field_dict["duration"] = duration
        if quality is not UNSET:
            field_dict["quality"] = quality
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_minimax_h3_image_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_start = d.pop("image_start", UNSET)

        image_end = d.pop("image_end", UNSET)

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: MinimaxH3ImageToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_minimax_h3_image_to_video_request_quality(_quality)

        callback_url = d.pop("callback_url", UNSET)

        minimax_h3_image_to_video_request = cls(
            model=model,
            prompt=prompt,
            image_start=image_start,
            image_end=image_end,
            duration=duration,
            quality=quality,
            callback_url=callback_url,
        )

        return minimax_h3_image_to_video_request
