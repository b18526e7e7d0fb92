# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wan_27_image_to_video_request_generation_mode import (
    Wan27ImageToVideoRequestGenerationMode,
    check_wan_27_image_to_video_request_generation_mode,
)
from ..models.wan_27_image_to_video_request_model import (
    Wan27ImageToVideoRequestModel,
    check_wan_27_image_to_video_request_model,
)
from ..models.wan_27_image_to_video_request_quality import (
    Wan27ImageToVideoRequestQuality,
    check_wan_27_image_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Wan27ImageToVideoRequest")


@_attrs_define
class Wan27ImageToVideoRequest:
    """
    Attributes:
        model (Wan27ImageToVideoRequestModel): The model to use.
        generation_mode (Wan27ImageToVideoRequestGenerationMode | Unset):
        prompt (str | Unset): What to generate, or how to change what is given.
        negative_prompt (str | Unset): What must not appear.
        image_start (str | Unset): Link to the first frame.
        image_end (str | Unset): Link to the last frame.
        video_urls (list[str] | Unset): Links to the reference videos.
        audio_urls (list[str] | Unset): Links to the reference sounds.
        quality (Wan27ImageToVideoRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        duration (float | Unset): Length of the result. Default: 5.0.
        seed (int | Unset): Number that the randomness starts from.
        prompt_extend (bool | Unset): Whether the service may rewrite the prompt. Default: False.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Wan27ImageToVideoRequestModel
    generation_mode: Wan27ImageToVideoRequestGenerationMode | Unset = UNSET
    prompt: str | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    image_start: str | Unset = UNSET
    image_end: str | Unset = UNSET
    video_urls: list[str] | Unset = UNSET
    audio_urls: list[str] | Unset = UNSET
    quality: Wan27ImageToVideoRequestQuality | Unset = "720p"
    duration: float | Unset = 5.0
    seed: int | Unset = UNSET
    prompt_extend: bool | Unset = False
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        generation_mode: str | Unset = UNSET
        if not isinstance(self.generation_mode, Unset):
            generation_mode = self.generation_mode

        prompt = self.prompt

        negative_prompt = self.negative_prompt

        image_start = self.image_start

        image_end = self.image_end

        video_urls: list[str] | Unset = UNSET
        if not isinstance(self.video_urls, Unset):
            video_urls = self.video_urls

        audio_urls: list[str] | Unset = UNSET
        if not isinstance(self.audio_urls, Unset):
            audio_urls = self.audio_urls

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        duration = self.duration

        seed = self.seed

        prompt_extend = self.prompt_extend

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
            }
        )
        if generation_mode is not UNSET:
            field_dict["generation_mode"] = generation_mode
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if image_start is not UNSET:
            field_dict["image_start"] = image_start
        if image_end is not UNSET:
            field_dict["image_end"] = image_end
        if video_urls is not UNSET:
            field_dict["video_urls"] = video_urls
        if audio_urls is not UNSET:
            field_dict["audio_urls"] = audio_urls
        if quality is not UNSET:
            field_dict["quality"] = quality
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
        model = check_wan_27_image_to_video_request_model(d.pop("model"))

        _generation_mode = d.pop("generation_mode", UNSET)
        generation_mode: Wan27ImageToVideoRequestGenerationMode | Unset
        if isinstance(_generation_mode, Unset):
            generation_mode = UNSET
        else:
            generation_mode = check_wan_27_image_to_video_request_generation_mode(_generation_mode)

        prompt = d.pop("prompt", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        image_start = d.pop("image_start", UNSET)

        image_end = d.pop("image_end", UNSET)

        video_urls = cast(list[str], d.pop("video_urls", UNSET))

        audio_urls = cast(list[str], d.pop("audio_urls", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: Wan27ImageToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_wan_27_image_to_video_request_quality(_quality)

        duration = d.pop("duration", UNSET)

        seed = d.pop("seed", UNSET)

        prompt_extend = d.pop("prompt_extend", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        wan_27_image_to_video_request = cls(
            model=model,
            generation_mode=generation_mode,
            prompt=prompt,
            negative_prompt=negative_prompt,
            image_start=image_start,
            image_end=image_end,
            video_urls=video_urls,
            audio_urls=audio_urls,
            quality=quality,
            duration=duration,
            seed=seed,
            prompt_extend=prompt_extend,
            callback_url=callback_url,
        )

        return wan_27_image_to_video_request
