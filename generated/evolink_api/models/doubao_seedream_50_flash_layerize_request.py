# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doubao_seedream_50_flash_layerize_request_model import (
    DoubaoSeedream50FlashLayerizeRequestModel,
    check_doubao_seedream_50_flash_layerize_request_model,
)
from ..models.doubao_seedream_50_flash_layerize_request_output_format import (
    DoubaoSeedream50FlashLayerizeRequestOutputFormat,
    check_doubao_seedream_50_flash_layerize_request_output_format,
)
from ..models.doubao_seedream_50_flash_layerize_request_prompt_priority import (
    DoubaoSeedream50FlashLayerizeRequestPromptPriority,
    check_doubao_seedream_50_flash_layerize_request_prompt_priority,
)
from ..models.doubao_seedream_50_flash_layerize_request_quality import (
    DoubaoSeedream50FlashLayerizeRequestQuality,
    check_doubao_seedream_50_flash_layerize_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DoubaoSeedream50FlashLayerizeRequest")


@_attrs_define
class DoubaoSeedream50FlashLayerizeRequest:
    """
    Attributes:
        model (DoubaoSeedream50FlashLayerizeRequestModel): The model to use.
        image_urls (list[str]): Links to the reference images.
        prompt (str | Unset): What to generate, or how to change what is given.
        quality (DoubaoSeedream50FlashLayerizeRequestQuality | Unset): Resolution or quality class of the result.
            Default: 'auto'.
        prompt_priority (DoubaoSeedream50FlashLayerizeRequestPromptPriority | Unset):  Default: 'standard'.
        output_format (DoubaoSeedream50FlashLayerizeRequestOutputFormat | Unset): Type of the file. Default: 'jpeg'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: DoubaoSeedream50FlashLayerizeRequestModel
    image_urls: list[str]
    prompt: str | Unset = UNSET
    quality: DoubaoSeedream50FlashLayerizeRequestQuality | Unset = "auto"
    prompt_priority: DoubaoSeedream50FlashLayerizeRequestPromptPriority | Unset = "standard"
    output_format: DoubaoSeedream50FlashLayerizeRequestOutputFormat | Unset = "jpeg"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        image_urls = self.image_urls

        prompt = self.prompt

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        prompt_priority: str | Unset = UNSET
        if not isinstance(self.prompt_priority, Unset):
            prompt_priority = self.prompt_priority

        output_format: str | Unset = UNSET
        if not isinstance(self.output_format, Unset):
            output_format = self.output_format

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "image_urls": image_urls,
            }
        )
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if quality is not UNSET:
            field_dict["quality"] = quality
        if prompt_priority is not UNSET:
            field_dict["prompt_priority"] = prompt_priority
        if output_format is not UNSET:
            field_dict["output_format"] = output_format
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_doubao_seedream_50_flash_layerize_request_model(d.pop("model"))

        image_urls = cast(list[str], d.pop("image_urls"))

        prompt = d.pop("prompt", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: DoubaoSeedream50FlashLayerizeRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_doubao_seedream_50_flash_layerize_request_quality(_quality)

        _prompt_priority = d.pop("prompt_priority", UNSET)
        prompt_priority: DoubaoSeedream50FlashLayerizeRequestPromptPriority | Unset
        if isinstance(_prompt_priority, Unset):
            prompt_priority = UNSET
        else:
            prompt_priority = check_doubao_seedream_50_flash_layerize_request_prompt_priority(
                _prompt_priority
            )

        _output_format = d.pop("output_format", UNSET)
        output_format: DoubaoSeedream50FlashLayerizeRequestOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_doubao_seedream_50_flash_layerize_request_output_format(_output_format)

        callback_url = d.pop("callback_url", UNSET)

        doubao_seedream_50_flash_layerize_request = cls(
            model=model,
            image_urls=image_urls,
            prompt=prompt,
            quality=quality,
            prompt_priority=prompt_priority,
            output_format=output_format,
            callback_url=callback_url,
        )

        return doubao_seedream_50_flash_layerize_request
