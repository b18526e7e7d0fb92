# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_27_video_edit_request_aspect_ratio import (
    Wan27VideoEditRequestAspectRatio,
    check_wan_27_video_edit_request_aspect_ratio,
)
from ..models.wan_27_video_edit_request_duration_type_0 import (
    Wan27VideoEditRequestDurationType0,
    check_wan_27_video_edit_request_duration_type_0,
)
from ..models.wan_27_video_edit_request_model import (
    Wan27VideoEditRequestModel,
    check_wan_27_video_edit_request_model,
)
from ..models.wan_27_video_edit_request_quality import (
    Wan27VideoEditRequestQuality,
    check_wan_27_video_edit_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Wan27VideoEditRequest")


@_attrs_define
class Wan27VideoEditRequest:
    """
    Attributes:
        model (Wan27VideoEditRequestModel): The model to use.
        video_urls (list[str]): Links to the reference videos.
        prompt (str | Unset): What to generate, or how to change what is given.
        negative_prompt (str | Unset): What must not appear.
        image_urls (list[str] | Unset): Links to the reference images.
        keep_original_sound (bool | Unset): Whether the sound of the given video stays. Default: False.
        quality (Wan27VideoEditRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        aspect_ratio (Wan27VideoEditRequestAspectRatio | Unset): Aspect ratio of the result.
        duration (float | Unset | Wan27VideoEditRequestDurationType0): Length of the result. Default: 0.
        seed (int | Unset): Number that the randomness starts from.
        prompt_extend (bool | Unset): Whether the service may rewrite the prompt. Default: False.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Wan27VideoEditRequestModel
    video_urls: list[str]
    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    image_urls: list[str] | Unset = UNSET
    keep_original_sound: bool | Unset = False
    quality: Wan27VideoEditRequestQuality | Unset = "720p"
    aspect_ratio: Wan27VideoEditRequestAspectRatio | Unset = UNSET
    duration: float | Unset | Wan27VideoEditRequestDurationType0 = 0
    seed: int | Unset = UNSET
    prompt_extend: bool | Unset = False
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        video_urls = self.video_urls

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        keep_original_sound = self.keep_original_sound

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        duration: float | int | Unset
        if isinstance(self.duration, Unset):
            duration = UNSET
        elif isinstance(self.duration, int):
            duration = self.duration
        else:
            duration = self.duration

        seed = self.seed

        prompt_extend = self.prompt_extend

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "video_urls": video_urls,
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if keep_original_sound is not UNSET:
            field_dict["keep_original_sound"] = keep_original_sound
        if quality is not UNSET:
            field_dict["quality"] = quality
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if seed is not UNSET:
            field_dict["seed"] = seed
        if prompt_extend is not UNSET:
            field_dict["prompt_extend"] = prompt_extend
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_wan_27_video_edit_request_model(d.pop("model"))

        video_urls = cast(list[str], d.pop("video_urls"))

        prompt = d.pop("prompt", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        keep_original_sound = d.pop("keep_original_sound", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: Wan27VideoEditRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_27_video_edit_request_quality(_quality)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Wan27VideoEditRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_wan_27_video_edit_request_aspect_ratio(_aspect_ratio)

        def _parse_duration(data: object) -> float | Unset | Wan27VideoEditRequestDurationType0:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                duration_type_0 = check_wan_27_video_edit_request_duration_type_0(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(float | Unset | Wan27VideoEditRequestDurationType0, data)

        duration = _parse_duration(d.pop("duration", UNSET))

        seed = d.pop("seed", UNSET)

        prompt_extend = d.pop("prompt_extend", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_27_video_edit_request = cls(
            model=model,
            video_urls=video_urls,
            prompt=prompt,
            negative_prompt=negative_prompt,
            image_urls=image_urls,
            keep_original_sound=keep_original_sound,
            quality=quality,
            aspect_ratio=aspect_ratio,
            duration=duration,
            seed=seed,
            prompt_extend=prompt_extend,
            callback_url=callback_url,
        )

        return wan_27_video_edit_request
