# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.krea_2_turbo_request_model import Krea2TurboRequestModel, check_krea_2_turbo_request_model
from ..models.krea_2_turbo_request_quality import Krea2TurboRequestQuality, check_krea_2_turbo_request_quality
from ..models.krea_2_turbo_request_size import Krea2TurboRequestSize, check_krea_2_turbo_request_size
from ..types import UNSET, Unset

T = TypeVar("T", bound="Krea2TurboRequest")


@_attrs_define
class Krea2TurboRequest:
    """
    Attributes:
        model (Krea2TurboRequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        size (Krea2TurboRequestSize | Unset): Aspect ratio or pixel size of the image. Default: '1:1'.
        quality (Krea2TurboRequestQuality | Unset): Resolution or quality class of the result. Default: '1K'.
        seed (int | Unset): Number that the randomness starts from.
        nsfw_check (bool | Unset):  Default: False.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: Krea2TurboRequestModel
    prompt: str
    size: Krea2TurboRequestSize | Unset = "1:1"
    quality: Krea2TurboRequestQuality | Unset = "1K"
    seed: int | Unset = UNSET
    nsfw_check: bool | Unset = False
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

        seed = self.seed

        nsfw_check = self.nsfw_check

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
        if seed is not UNSET:
            field_dict["seed"] = seed
        if nsfw_check is not UNSET:
            field_dict["nsfw_check"] = nsfw_check
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_krea_2_turbo_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _size = d.pop("size", UNSET)
        size: Krea2TurboRequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_krea_2_turbo_request_size(_size)

        _quality = d.pop("quality", UNSET)
        quality: Krea2TurboRequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_krea_2_turbo_request_quality(_quality)

        seed = d.pop("seed", UNSET)

        nsfw_check = d.pop("nsfw_check", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        krea_2_turbo_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            quality=quality,
            seed=seed,
            nsfw_check=nsfw_check,
            callback_url=callback_url,
        )

        return krea_2_turbo_request
