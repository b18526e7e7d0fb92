# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.minimax_h3_max_text_to_video_request_aspect_ratio import (
    MinimaxH3MaxTextToVideoRequestAspectRatio,
    check_minimax_h3_max_text_to_video_request_aspect_ratio,
)
from ..models.minimax_h3_max_text_to_video_request_model import (
    MinimaxH3MaxTextToVideoRequestModel,
    check_minimax_h3_max_text_to_video_request_model,
)
from ..models.minimax_h3_max_text_to_video_request_quality import (
    MinimaxH3MaxTextToVideoRequestQuality,
    check_minimax_h3_max_text_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="MinimaxH3MaxTextToVideoRequest")


@_attrs_define
class MinimaxH3MaxTextToVideoRequest:
    """
    Attributes:
        model (MinimaxH3MaxTextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Unset): Length of the result. Default: 5.
        quality (MinimaxH3MaxTextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '768p'.
        aspect_ratio (MinimaxH3MaxTextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default: '16:9'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MinimaxH3MaxTextToVideoRequestModel
    prompt: str
    duration: int | Unset = 5
    quality: MinimaxH3MaxTextToVideoRequestQuality | Unset = "768p"
    aspect_ratio: MinimaxH3MaxTextToVideoRequestAspectRatio | Unset = "16:9"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

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
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_minimax_h3_max_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        duration = d.pop("duration", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: MinimaxH3MaxTextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_minimax_h3_max_text_to_video_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: MinimaxH3MaxTextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_minimax_h3_max_text_to_video_request_aspect_ratio(_aspect_ratio)

        callback_url = d.pop("callback_url", UNSET)

        minimax_h3_max_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            quality=quality,
            aspect_ratio=aspect_ratio,
            callback_url=callback_url,
        )

        return minimax_h3_max_text_to_video_request
