# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.doubao_seedream_50_flash_request_background import (
    DoubaoSeedream50FlashRequestBackground,
    check_doubao_seedream_50_flash_request_background,
)
from ..models.doubao_seedream_50_flash_request_model import (
    DoubaoSeedream50FlashRequestModel,
    check_doubao_seedream_50_flash_request_model,
)
from ..models.doubao_seedream_50_flash_request_output_format import (
    DoubaoSeedream50FlashRequestOutputFormat,
    check_doubao_seedream_50_flash_request_output_format,
)
from ..models.doubao_seedream_50_flash_request_prompt_priority import (
    DoubaoSeedream50FlashRequestPromptPriority,
    check_doubao_seedream_50_flash_request_prompt_priority,
)
from ..models.doubao_seedream_50_flash_request_quality import (
    DoubaoSeedream50FlashRequestQuality,
    check_doubao_seedream_50_flash_request_quality,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="DoubaoSeedream50FlashRequest")


@_attrs_define
class DoubaoSeedream50FlashRequest:
    """
    Attributes:
        model (DoubaoSeedream50FlashRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        size (str | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        quality (DoubaoSeedream50FlashRequestQuality | Unset): Resolution or quality class of the result. Default: '1K'.
        prompt_priority (DoubaoSeedream50FlashRequestPromptPriority | Unset):  Default: 'standard'.
        image_urls (list[str] | Unset): Links to the reference images.
        output_format (DoubaoSeedream50FlashRequestOutputFormat | Unset): Type of the file. Default: 'jpeg'.
        watermark (bool | Unset): Whether the result shows a watermark. Default: False.
        background (DoubaoSeedream50FlashRequestBackground | Unset): What is behind the subject of the image. Default:
            'opaque'.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: DoubaoSeedream50FlashRequestModel
    prompt: str
    size: str | Unset = "auto"
    quality: DoubaoSeedream50FlashRequestQuality | Unset = "1K"
    prompt_priority: DoubaoSeedream50FlashRequestPromptPriority | Unset = "standard"
    image_urls: list[str] | Unset = UNSET
    output_format: DoubaoSeedream50FlashRequestOutputFormat | Unset = "jpeg"
    watermark: bool | Unset = False
    background: DoubaoSeedream50FlashRequestBackground | Unset = "opaque"
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size = self.size

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        prompt_priority: str | Unset = UNSET
        if not isinstance(self.prompt_priority, Unset):
            prompt_priority = self.prompt_priority

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        output_format: str | Unset = UNSET
        if not isinstance(self.output_format, Unset):
            output_format = self.output_format

        watermark = self.watermark

        background: str | Unset = UNSET
        if not isinstance(self.background, Unset):
            background = self.background

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if size is not UNSET:
            field_dict["size"] = size
        if quality is not UNSET:
            field_dict["quality"] = quality
        if prompt_priority is not UNSET:
            field_dict["prompt_priority"] = prompt_priority
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if output_format is not UNSET:
            field_dict["output_format"] = output_format
        if watermark is not UNSET:
            field_dict["watermark"] = watermark
        if background is not UNSET:
            field_dict["background"] = background
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_doubao_seedream_50_flash_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        size = d.pop("size", UNSET)

        _quality = d.pop("quality", UNSET)
        quality: DoubaoSeedream50FlashRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_doubao_seedream_50_flash_request_quality(_quality)

        _prompt_priority = d.pop("prompt_priority", UNSET)
        prompt_priority: DoubaoSeedream50FlashRequestPromptPriority | Unset
        if isinstance(_prompt_priority, Unset):
            prompt_priority = UNSET
        else:
            prompt_priority = check_doubao_seedream_50_flash_request_prompt_priority(_prompt_priority)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _output_format = d.pop("output_format", UNSET)
        output_format: DoubaoSeedream50FlashRequestOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_doubao_seedream_50_flash_request_output_format(_output_format)

        watermark = d.pop("watermark", UNSET)

        _background = d.pop("background", UNSET)
        background: DoubaoSeedream50FlashRequestBackground | Unset
        if isinstance(_background, Unset):
            background = UNSET
        else:
            background = check_doubao_seedream_50_flash_request_background(_background)

        callback_url = d.pop("callback_url", UNSET)

        doubao_seedream_50_flash_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            quality=quality,
            prompt_priority=prompt_priority,
            image_urls=image_urls,
            output_format=output_format,
            watermark=watermark,
            background=background,
            callback_url=callback_url,
        )

        return doubao_seedream_50_flash_request
