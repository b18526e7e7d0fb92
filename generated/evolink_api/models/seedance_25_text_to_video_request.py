# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.seedance_25_text_to_video_request_aspect_ratio import (
    Seedance25TextToVideoRequestAspectRatio,
    check_seedance_25_text_to_video_request_aspect_ratio,
)
from ..models.seedance_25_text_to_video_request_duration_type_0 import (
    Seedance25TextToVideoRequestDurationType0,
    check_seedance_25_text_to_video_request_duration_type_0,
)
from ..models.seedance_25_text_to_video_request_model import (
    Seedance25TextToVideoRequestModel,
    check_seedance_25_text_to_video_request_model,
)
from ..models.seedance_25_text_to_video_request_output_format import (
    Seedance25TextToVideoRequestOutputFormat,
    check_seedance_25_text_to_video_request_output_format,
)
from ..models.seedance_25_text_to_video_request_quality import (
    Seedance25TextToVideoRequestQuality,
    check_seedance_25_text_to_video_request_quality,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.seedance_25_text_to_video_request_model_params import (
        Seedance25TextToVideoRequestModelParams,
    )


T = TypeVar("T", bound="Seedance25TextToVideoRequest")


@_attrs_define
class Seedance25TextToVideoRequest:
    """
    Attributes:
        model (Seedance25TextToVideoRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        duration (int | Seedance25TextToVideoRequestDurationType0 | Unset): Length of the result. Default: 5.
        quality (Seedance25TextToVideoRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        draft (bool | Unset):  Default: False.
        aspect_ratio (Seedance25TextToVideoRequestAspectRatio | Unset): Aspect ratio of the result. Default: 'adaptive'.
        generate_audio (bool | Unset): Whether the video has sound. Default: True.
        content_filter (bool | Unset): Whether the service checks the content. Default: True.
        output_format (Seedance25TextToVideoRequestOutputFormat | Unset): Type of the file. Default: 'mp4'.
        model_params (Seedance25TextToVideoRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Seedance25TextToVideoRequestModel
    prompt: str
    duration: int | Seedance25TextToVideoRequestDurationType0 | Unset = 5
    quality: Seedance25TextToVideoRequestQuality | Unset = "720p"
    draft: bool | Unset = False
    aspect_ratio: Seedance25TextToVideoRequestAspectRatio | Unset = "adaptive"
    generate_audio: bool | Unset = True
    content_filter: bool | Unset = True
    output_format: Seedance25TextToVideoRequestOutputFormat | Unset = "mp4"
    model_params: Seedance25TextToVideoRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

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
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.seedance_25_text_to_video_request_model_params import (
            Seedance25TextToVideoRequestModelParams,  # noqa: PLC0415
        )

        d = dict(src_dict)
        model = check_seedance_25_text_to_video_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        def _parse_duration(data: object) -> int | Seedance25TextToVideoRequestDurationType0 | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, int):
                    raise TypeError()
                duration_type_0 = check_seedance_25_text_to_video_request_duration_type_0(data)

                return duration_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(int | Seedance25TextToVideoRequestDurationType0 | Unset, data)

        duration = _parse_duration(d.pop("duration", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: Seedance25TextToVideoRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_seedance_25_text_to_video_request_quality(_quality)

        draft = d.pop("draft", UNSET)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Seedance25TextToVideoRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_seedance_25_text_to_video_request_aspect_ratio(_aspect_ratio)

        generate_audio = d.pop("generate_audio", UNSET)

        content_filter = d.pop("content_filter", UNSET)

        _output_format = d.pop("output_format", UNSET)
        output_format: Seedance25TextToVideoRequestOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_seedance_25_text_to_video_request_output_format(_output_format)

        _model_params = d.pop("model_params", UNSET)
        model_params: Seedance25TextToVideoRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = Seedance25TextToVideoRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        seedance_25_text_to_video_request = cls(
            model=model,
            prompt=prompt,
            duration=duration,
            quality=quality,
            draft=draft,
            aspect_ratio=aspect_ratio,
            generate_audio=generate_audio,
            content_filter=content_filter,
            output_format=output_format,
            model_params=model_params,
            callback_url=callback_url,
        )

        return seedance_25_text_to_video_request
