# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.gemini_31_flash_image_preview_request_model import (
    Gemini31FlashImagePreviewRequestModel,
    check_gemini_31_flash_image_preview_request_model,
)
from ..models.gemini_31_flash_image_preview_request_quality import (
    Gemini31FlashImagePreviewRequestQuality,
    check_gemini_31_flash_image_preview_request_quality,
)
from ..models.gemini_31_flash_image_preview_request_size import (
    Gemini31FlashImagePreviewRequestSize,
    check_gemini_31_flash_image_preview_request_size,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.gemini_31_flash_image_preview_request_model_params import (
        Gemini31FlashImagePreviewRequestModelParams,
    )


T = TypeVar("T", bound="Gemini31FlashImagePreviewRequest")


@_attrs_define
class Gemini31FlashImagePreviewRequest:
    """
    Attributes:
        model (Gemini31FlashImagePreviewRequestModel): The model to use. Default: 'gemini-3.1-flash-image-preview'.
        prompt (str): What to generate, or how to change what is given.
        size (Gemini31FlashImagePreviewRequestSize | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        quality (Gemini31FlashImagePreviewRequestQuality | Unset): Resolution or quality class of the result. Default:
            '2K'.
        image_urls (list[str] | Unset): Links to the reference images.
        model_params (Gemini31FlashImagePreviewRequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: Gemini31FlashImagePreviewRequestModel = "gemini-3.1-flash-image-preview"
    size: Gemini31FlashImagePreviewRequestSize | Unset = "auto"
    quality: Gemini31FlashImagePreviewRequestQuality | Unset = "2K"
    image_urls: list[str] | Unset = UNSET
    model_params: Gemini31FlashImagePreviewRequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size: str | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

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
        if size is not UNSET:
            field_dict["size"] = size
        if quality is not UNSET:
            field_dict["quality"] = quality
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.gemini_31_flash_image_preview_request_model_params import (
            Gemini31FlashImagePreviewRequestModelParams,  # noqa: PLC0415
        )

        d = dict(src_dict)
        model = check_gemini_31_flash_image_preview_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _size = d.pop("size", UNSET)
        size: Gemini31FlashImagePreviewRequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_gemini_31_flash_image_preview_request_size(_size)

        _quality = d.pop("quality", UNSET)
        quality: Gemini31FlashImagePreviewRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_gemini_31_flash_image_preview_request_quality(_quality)

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _model_params = d.pop("model_params", UNSET)
        model_params: Gemini31FlashImagePreviewRequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = Gemini31FlashImagePreviewRequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        gemini_31_flash_image_preview_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            quality=quality,
            image_urls=image_urls,
            model_params=model_params,
            callback_url=callback_url,
        )

        return gemini_31_flash_image_preview_request
