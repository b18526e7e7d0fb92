# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.kling_o1_image_to_video_request_aspect_ratio import (
    KlingO1ImageToVideoRequestAspectRatio,
    check_kling_o1_image_to_video_request_aspect_ratio,
)
from ..models.kling_o1_image_to_video_request_duration import (
    KlingO1ImageToVideoRequestDuration,
    check_kling_o1_image_to_video_request_duration,
)
from ..models.kling_o1_image_to_video_request_model import (
    KlingO1ImageToVideoRequestModel,
    check_kling_o1_image_to_video_request_model,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="KlingO1ImageToVideoRequest")


@_attrs_define
class KlingO1ImageToVideoRequest:
    """
    Attributes:
        model (KlingO1ImageToVideoRequestModel): The model to use. Default: 'kling-o1-image-to-video'.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str]): Links to the reference images.
        aspect_ratio (KlingO1ImageToVideoRequestAspectRatio | Unset): Aspect ratio of the result.
        duration (KlingO1ImageToVideoRequestDuration | Unset): Length of the result. Default: 5.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    image_urls: list[str]
    model: KlingO1ImageToVideoRequestModel = "kling-o1-image-to-video"
    aspect_ratio: KlingO1ImageToVideoRequestAspectRatio | Unset = UNSET
    duration: KlingO1ImageToVideoRequestDuration | Unset = 5
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls = self.image_urls

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        duration: int | Unset = UNSET
        if not isinstance(self.duration, Unset):
            duration = self.duration

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
                "image_urls": image_urls,
            }
        )
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_kling_o1_image_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls"))

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: KlingO1ImageToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_kling_o1_image_to_video_request_aspect_ratio(_aspect_ratio)

        _duration = d.pop("duration", UNSET)
        duration: KlingO1ImageToVideoRequestDuration | Unset
        if isinstance(_duration, Unset):
            duration = UNSET
        else:
            duration = check_kling_o1_image_to_video_request_duration(_duration)

        callback_url = d.pop("callback_url", UNSET)

        kling_o1_image_to_video_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            aspect_ratio=aspect_ratio,
            duration=duration,
            callback_url=callback_url,
        )

        return kling_o1_image_to_video_request
