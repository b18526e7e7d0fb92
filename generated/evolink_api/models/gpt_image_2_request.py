# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gpt_image_2_request_background import (
    GptImage2RequestBackground,
    check_gpt_image_2_request_background,
)
from ..models.gpt_image_2_request_model import GptImage2RequestModel, check_gpt_image_2_request_model
from ..models.gpt_image_2_request_output_format import (
    GptImage2RequestOutputFormat,
    check_gpt_image_2_request_output_format,
)
from ..models.gpt_image_2_request_quality import GptImage2RequestQuality, check_gpt_image_2_request_quality
from ..models.gpt_image_2_request_resolution import (
    GptImage2RequestResolution,
    check_gpt_image_2_request_resolution,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GptImage2Request")


@_attrs_define
class GptImage2Request:
    """
    Attributes:
        model (GptImage2RequestModel): The model to use. Default: 'gpt-image-2'.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        mask_url (str | Unset): Link to a mask that marks the part of the reference image to redraw.
        size (str | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        resolution (GptImage2RequestResolution | Unset): Resolution class of the result. Default: '1K'.
        quality (GptImage2RequestQuality | Unset): Resolution or quality class of the result. Default: 'medium'.
        background (GptImage2RequestBackground | Unset): What is behind the subject of the image. Default: 'opaque'.
        output_format (GptImage2RequestOutputFormat | Unset): Type of the file. Default: 'png'.
        n (int | Unset): Number of results to generate. Default: 1.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: GptImage2RequestModel = "gpt-image-2"
    image_urls: list[str] | Unset = UNSET
    mask_url: str | Unset = UNSET
    size: str | Unset = "auto"
    resolution: GptImage2RequestResolution | Unset = "1K"
    quality: GptImage2RequestQuality | Unset = "medium"
    background: GptImage2RequestBackground | Unset = "opaque"
    output_format: GptImage2RequestOutputFormat | Unset = "png"
    n: int | Unset = 1
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        mask_url = self.mask_url

        size = self.size

        resolution: str | Unset = UNSET
        if not isinstance(self.resolution, Unset):
            resolution = self.resolution

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        background: str | Unset = UNSET
        if not isinstance(self.background, Unset):
            background = self.background

        output_format: str | Unset = UNSET
        if not isinstance(self.output_format, Unset):
            output_format = self.output_format

        n = self.n

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
        if mask_url is not UNSET:
            field_dict["mask_url"] = mask_url
        if size is not UNSET:
            field_dict["size"] = size
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if quality is not UNSET:
            field_dict["quality"] = quality
        if background is not UNSET:
            field_dict["background"] = background
        if output_format is not UNSET:
            field_dict["output_format"] = output_format
        if n is not UNSET:
            field_dict["n"] = n
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_gpt_image_2_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        mask_url = d.pop("mask_url", UNSET)

        size = d.pop("size", UNSET)

        _resolution = d.pop("resolution", UNSET)
        resolution: GptImage2RequestResolution | Unset
        if isinstance(_resolution, Unset):
            resolution = UNSET
        else:
            resolution = check_gpt_image_2_request_resolution(_resolution)

        _quality = d.pop("quality", UNSET)
        quality: GptImage2RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_gpt_image_2_request_quality(_quality)

        _background = d.pop("background", UNSET)
        background: GptImage2RequestBackground | Unset
        if isinstance(_background, Unset):
            background = UNSET
        else:
            background = check_gpt_image_2_request_background(_background)

        _output_format = d.pop("output_format", UNSET)
        output_format: GptImage2RequestOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_gpt_image_2_request_output_format(_output_format)

        n = d.pop("n", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        gpt_image_2_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            mask_url=mask_url,
            size=size,
            resolution=resolution,
            quality=quality,
            background=background,
            output_format=output_format,
            n=n,
            callback_url=callback_url,
        )

        return gpt_image_2_request
