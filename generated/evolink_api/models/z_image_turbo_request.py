# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.z_image_turbo_request_model import ZImageTurboRequestModel, check_z_image_turbo_request_model
from ..types import UNSET, Unset

T = TypeVar("T", bound="ZImageTurboRequest")


@_attrs_define
class ZImageTurboRequest:
    """
    Attributes:
        model (ZImageTurboRequestModel): The model to use. Default: 'z-image-turbo'.
        prompt (str): What to generate, or how to change what is given.
        size (str | Unset): Aspect ratio or pixel size of the image.
        seed (int | Unset): Number that the randomness starts from.
        nsfw_check (bool | Unset):  Default: False.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    prompt: str
    model: ZImageTurboRequestModel = "z-image-turbo"
    size: str | Unset = UNSET
    seed: int | Unset = UNSET
    nsfw_check: bool | Unset = False
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        size = self.size

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
        model = check_z_image_turbo_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        size = d.pop("size", UNSET)

        seed = d.pop("seed", UNSET)

        nsfw_check = d.pop("nsfw_check", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        z_image_turbo_request = cls(
            model=model,
            prompt=prompt,
            size=size,
            seed=seed,
            nsfw_check=nsfw_check,
            callback_url=callback_url,
        )

        return z_image_turbo_request
