# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.seedance_25_reference_to_video_request_aspect_ratio import (
    Seedance25ReferenceToVideoRequestAspectRatio,
    check_seedance_25_reference_to_video_request_aspect_ratio,
)
from ..models.seedance_25_reference_to_video_request_duration_type_0 import (
    Seedance25ReferenceToVideoRequestDurationType0,
    check_seedance_25_reference_to_video_request_duration_type_0,
)
from ..models.seedance_25_reference_to_video_request_model import (
    Seedance25ReferenceToVideoRequestModel,
    check_seedance_25_reference_to_video_request_model,
)
from ..models.seedance_25_reference_to_video_request_output_format import (
    Seedance25ReferenceToVideoRequestOutputFormat,
    check_seedance_25_reference_to_video_request_output_format,
)
from ..models.seedance_25_reference_to_video_request_quality import (
    Seedance25ReferenceToVideoRequestQuality,
    check_seedance_25_reference_to_video_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Seedance25ReferenceToVideoRequest")


@_attrs_define
class Seedance25ReferenceToVideoRequest:
    """
    Attributes:
        model (Seedance25ReferenceToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        video_urls (list[str] | Unset): Links to the reference videos.
        audio_urls (list[str] | Unset):
        duration (int | Seedance25ReferenceToVideoRequestDurationType0 | Unset): Length of the result. Default: 5.
        quality (Seedance25ReferenceToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        draft (bool | Unset):  Default: False.
        aspect_ratio (Seedance25ReferenceToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default:
            'adaptive'.
        generate_audio (bool | Unset): Whether the video has sound. Default: True.
        content_filter (bool | Unset): Whether the service checks the content. Default: True.
        output_format (Seedance25ReferenceToVideoRequestOutputFormat | Unset): Type of the file. Default: 'mp4'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Seedance25ReferenceToVideoRequestModel
    prompt: str
    image_urls: list[str] | Unset = UNSET
    video_urls: list[str] | Unset = UNSET
    audio_urls: list[str] | Unset = UNSET
    duration: int | Seedance25ReferenceToVideoRequestDurationType0 | Unset = 5
    quality: Seedance25ReferenceToVideoRequestQuality | Unset = "720p"
    draft: bool | Unset = False
    aspect_ratio: Seedance25ReferenceToVideoRequestAspectRatio | Unset = "adaptive"
    generate_audio: bool | Unset = True
    content_filter: bool | Unset = True
    output_format: Seedance25ReferenceToVideoRequestOutputFormat | Unset = "mp4"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        video_urls: list[str] | Unset = UNSET
        if not isinstance(self.video_urls, Unset):
            video_urls = self.video_urls

        audio_urls: list[str] | Unset = UNSET
        if not isinstance(self.audio_urls, Unset):
            audio_urls = self.audio_urls

        duration: int | Unset
        if isinstance(self.duration, Unset):
            duration = UNSET
        elif isinstance(self.duration, int):
            duration = self.duration
        else:
            duration = self.duration

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        draft = self.draft

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        generate_audio = self.generate_audio

        content_filter = self.content_filter

        output_format: str | Unset = UNSET
        if not isinstance(self.output_format, Unset):
            output_format = self.output_format

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
        if video_urls is not UNSET:
            field_dict["video_urls"] = video_urls
        if audio_urls is not UNSET:
            field_dict["audio_urls"] = audio_urls
        if duration is not UNSET:
            field_dict["duration"] = duration
        if quality is not UNSET:
            field_dict["quality"] = quality
        if draft is not UNSET:
            field_dict["draft"] = draft
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if generate_audio is not UNSET:
            field_dict["generate_audio"] = generate_audio
        if content_filter is not UNSET:
            field_dict["content_filter"] = content_filter
        if output_format is not UNSET:
            field_dict["output_format"] = output_format
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_seedance_25_reference_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        video_urls = cast(list[str], d.pop("video_urls", UNSET))

        audio_urls = cast(list[str], d.pop("audio_urls", UNSET))

        def _parse_duration(data: object) -> int | Seedance25ReferenceToVideoRequestDurationType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                duration_type_0 = check_seedance_25_reference_to_video_request_duration_type_0(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | Seedance25ReferenceToVideoRequestDurationType0 | Unset, data)

        duration = _parse_duration(d.pop("duration", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: Seedance25ReferenceToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_seedance_25_reference_to_video_request_quality(_quality)

        draft = d.pop("draft", UNSET)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Seedance25ReferenceToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_seedance_25_reference_to_video_request_aspect_ratio(_aspect_ratio)

        generate_audio = d.pop("generate_audio", UNSET)

        content_filter = d.pop("content_filter", UNSET)

        _output_format = d.pop("output_format", UNSET)
        output_format: Seedance25ReferenceToVideoRequestOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_seedance_25_reference_to_video_request_output_format(_output_format)

        callback_url = d.pop("callback_url", UNSET)

        seedance_25_reference_to_video_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            video_urls=video_urls,
            audio_urls=audio_urls,
            duration=duration,
            quality=quality,
            draft=draft,
            aspect_ratio=aspect_ratio,
            generate_audio=generate_audio,
            content_filter=content_filter,
            output_format=output_format,
            callback_url=callback_url,
        )

        return seedance_25_reference_to_video_request
