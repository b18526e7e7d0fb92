# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.veo_31_generate_preview_request_aspect_ratio import (
    Veo31GeneratePreviewRequestAspectRatio,
    check_veo_31_generate_preview_request_aspect_ratio,
)
from ..models.veo_31_generate_preview_request_duration import (
    Veo31GeneratePreviewRequestDuration,
    check_veo_31_generate_preview_request_duration,
)
from ..models.veo_31_generate_preview_request_generation_type import (
    Veo31GeneratePreviewRequestGenerationType,
    check_veo_31_generate_preview_request_generation_type,
)
from ..models.veo_31_generate_preview_request_model import (
    Veo31GeneratePreviewRequestModel,
    check_veo_31_generate_preview_request_model,
)
from ..models.veo_31_generate_preview_request_person_generation import (
    Veo31GeneratePreviewRequestPersonGeneration,
    check_veo_31_generate_preview_request_person_generation,
)
from ..models.veo_31_generate_preview_request_quality import (
    Veo31GeneratePreviewRequestQuality,
    check_veo_31_generate_preview_request_quality,
)
from ..models.veo_31_generate_preview_request_resize_mode import (
    Veo31GeneratePreviewRequestResizeMode,
    check_veo_31_generate_preview_request_resize_mode,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Veo31GeneratePreviewRequest")


@_attrs_define
class Veo31GeneratePreviewRequest:
    """
    Attributes:
        model (Veo31GeneratePreviewRequestModel): The model to use. Default: 'veo-3.1-generate-preview'.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        generation_type (Veo31GeneratePreviewRequestGenerationType | Unset):
        aspect_ratio (Veo31GeneratePreviewRequestAspectRatio | Unset): Aspect ratio of the result.
        generate_audio (bool | Unset): Whether the video has sound. Default: True.
        duration (Veo31GeneratePreviewRequestDuration | Unset): Length of the result. Default: 4.
        n (int | Unset): Number of results to generate. Default: 1.
        quality (Veo31GeneratePreviewRequestQuality | Unset): Resolution or quality class of the result. Default:
            '720p'.
        seed (int | Unset): Number that the randomness starts from.
        negative_prompt (str | Unset): What must not appear.
        person_generation (Veo31GeneratePreviewRequestPersonGeneration | Unset):  Default: 'allow_adult'.
        resize_mode (Veo31GeneratePreviewRequestResizeMode | Unset):  Default: 'pad'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: Veo31GeneratePreviewRequestModel = "veo-3.1-generate-preview"
    image_urls: list[str] | Unset = UNSET
    generation_type: Veo31GeneratePreviewRequestGenerationType | Unset = UNSET
    aspect_ratio: Veo31GeneratePreviewRequestAspectRatio | Unset = UNSET
    generate_audio: bool | Unset = True
    duration: Veo31GeneratePreviewRequestDuration | Unset = 4
    n: int | Unset = 1
    quality: Veo31GeneratePreviewRequestQuality | Unset = "720p"
    seed: int | Unset = UNSET
    negative_prompt: str | Unset = UNSET
    person_generation: Veo31GeneratePreviewRequestPersonGeneration | Unset = "allow_adult"
    resize_mode: Veo31GeneratePreviewRequestResizeMode | Unset = "pad"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        generation_type: str | Unset = UNSET
        if not isinstance(self.generation_type, Unset):
            generation_type = self.generation_type

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        generate_audio = self.generate_audio

        duration: int | Unset = UNSET
        if not isinstance(self.duration, Unset):
            duration = self.duration

        n = self.n

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        seed = self.seed

        negative_prompt = self.negative_prompt

        person_generation: str | Unset = UNSET
        if not isinstance(self.person_generation, Unset):
            person_generation = self.person_generation

        resize_mode: str | Unset = UNSET
        if not isinstance(self.resize_mode, Unset):
            resize_mode = self.resize_mode

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
        if generation_type is not UNSET:
            field_dict["generation_type"] = generation_type
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if generate_audio is not UNSET:
            field_dict["generate_audio"] = generate_audio
        if duration is not UNSET:
            field_dict["duration"] = duration
        if n is not UNSET:
            field_dict["n"] = n
        if quality is not UNSET:
            field_dict["quality"] = quality
        if seed is not UNSET:
            field_dict["seed"] = seed
        if negative_prompt is not UNSET:
            field_dict["negative_prompt"] = negative_prompt
        if person_generation is not UNSET:
            field_dict["person_generation"] = person_generation
        if resize_mode is not UNSET:
            field_dict["resize_mode"] = resize_mode
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_veo_31_generate_preview_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _generation_type = d.pop("generation_type", UNSET)
        generation_type: Veo31GeneratePreviewRequestGenerationType | Unset
        if isinstance(_generation_type, Unset):
            generation_type = UNSET
        else:
            generation_type = check_veo_31_generate_preview_request_generation_type(_generation_type)

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Veo31GeneratePreviewRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_veo_31_generate_preview_request_aspect_ratio(_aspect_ratio)

        generate_audio = d.pop("generate_audio", UNSET)

        _duration = d.pop("duration", UNSET)
        duration: Veo31GeneratePreviewRequestDuration | Unset
        if isinstance(_duration, Unset):
            duration = UNSET
        else:
            duration = check_veo_31_generate_preview_request_duration(_duration)

        n = d.pop("n", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: Veo31GeneratePreviewRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_veo_31_generate_preview_request_quality(_quality)

        seed = d.pop("seed", UNSET)

        negative_prompt = d.pop("negative_prompt", UNSET)

        _person_generation = d.pop("person_generation", UNSET)
        person_generation: Veo31GeneratePreviewRequestPersonGeneration | Unset
        if isinstance(_person_generation, Unset):
            person_generation = UNSET
        else:
            person_generation = check_veo_31_generate_preview_request_person_generation(_person_generation)

        _resize_mode = d.pop("resize_mode", UNSET)
        resize_mode: Veo31GeneratePreviewRequestResizeMode | Unset
        if isinstance(_resize_mode, Unset):
            resize_mode = UNSET
        else:
            resize_mode = check_veo_31_generate_preview_request_resize_mode(_resize_mode)

        callback_url = d.pop("callback_url", UNSET)

        veo_31_generate_preview_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            generation_type=generation_type,
            aspect_ratio=aspect_ratio,
            generate_audio=generate_audio,
            duration=duration,
            n=n,
            quality=quality,
            seed=seed,
            negative_prompt=negative_prompt,
            person_generation=person_generation,
            resize_mode=resize_mode,
            callback_url=callback_url,
        )

        return veo_31_generate_preview_request
