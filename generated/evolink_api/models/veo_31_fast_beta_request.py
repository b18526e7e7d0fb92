# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.veo_31_fast_beta_request_aspect_ratio import (
    Veo31FastBetaRequestAspectRatio,
    check_veo_31_fast_beta_request_aspect_ratio,
)
from ..models.veo_31_fast_beta_request_generation_type import (
    Veo31FastBetaRequestGenerationType,
    check_veo_31_fast_beta_request_generation_type,
)
from ..models.veo_31_fast_beta_request_model import (
    Veo31FastBetaRequestModel,
    check_veo_31_fast_beta_request_model,
)
from ..models.veo_31_fast_beta_request_quality import (
    Veo31FastBetaRequestQuality,
    check_veo_31_fast_beta_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="Veo31FastBetaRequest")


@_attrs_define
class Veo31FastBetaRequest:
    """
    Attributes:
        model (Veo31FastBetaRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        aspect_ratio (Veo31FastBetaRequestAspectRatio | Unset): Aspect ratio of the result. Default: 'auto'.
        image_urls (list[str] | Unset): Links to the reference images.
        quality (Veo31FastBetaRequestQuality | Unset): Resolution or quality class of the result. Default: '720p'.
        generation_type (Veo31FastBetaRequestGenerationType | Unset):
        enhance_prompt (bool | Unset): Whether the service may rewrite the prompt. Default: True.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Veo31FastBetaRequestModel
    prompt: str
    aspect_ratio: Veo31FastBetaRequestAspectRatio | Unset = "auto"
    image_urls: list[str] | Unset = UNSET
    quality: Veo31FastBetaRequestQuality | Unset = "720p"
    generation_type: Veo31FastBetaRequestGenerationType | Unset = UNSET
    enhance_prompt: bool | Unset = True
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        aspect_ratio: str | Unset = UNSET
        if not isinstance(self.aspect_ratio, Unset):
            aspect_ratio = self.aspect_ratio

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        generation_type: str | Unset = UNSET
        if not isinstance(self.generation_type, Unset):
            generation_type = self.generation_type

        enhance_prompt = self.enhance_prompt

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if aspect_ratio is not UNSET:
            field_dict["aspect_ratio"] = aspect_ratio
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if quality is not UNSET:
            field_dict["quality"] = quality
        if generation_type is not UNSET:
            field_dict["generation_type"] = generation_type
        if enhance_prompt is not UNSET:
            field_dict["enhance_prompt"] = enhance_prompt
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_veo_31_fast_beta_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _aspect_ratio = d.pop("aspect_ratio", UNSET)
        aspect_ratio: Veo31FastBetaRequestAspectRatio | Unset
        if isinstance(_aspect_ratio, Unset):
            aspect_ratio = UNSET
        else:
            aspect_ratio = check_veo_31_fast_beta_request_aspect_ratio(_aspect_ratio)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _quality = d.pop("quality", UNSET)
        quality: Veo31FastBetaRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_veo_31_fast_beta_request_quality(_quality)

        _generation_type = d.pop("generation_type", UNSET)
        generation_type: Veo31FastBetaRequestGenerationType | Unset
        if isinstance(_generation_type, Unset):
            generation_type = UNSET
        else:
            generation_type = check_veo_31_fast_beta_request_generation_type(_generation_type)

        enhance_prompt = d.pop("enhance_prompt", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        veo_31_fast_beta_request = cls(
            model=model,
            prompt=prompt,
            aspect_ratio=aspect_ratio,
            image_urls=image_urls,
            quality=quality,
            generation_type=generation_type,
            enhance_prompt=enhance_prompt,
            callback_url=callback_url,
        )

        return veo_31_fast_beta_request
