# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v82_request_model import MjV82RequestModel, check_mj_v82_request_model
from ..models.mj_v82_request_quality import MjV82RequestQuality, check_mj_v82_request_quality
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v82_request_model_params import MjV82RequestModelParams


T = TypeVar("T", bound="MjV82Request")


@_attrs_define
class MjV82Request:
    """
    Attributes:
        model (MjV82RequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        quality (MjV82RequestQuality | Unset): Resolution or quality class of the result. Default: 'standard'.
        model_params (MjV82RequestModelParams | Unset): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MjV82RequestModel
    prompt: str
    quality: MjV82RequestQuality | Unset = "standard"
    model_params: MjV82RequestModelParams | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

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
        if quality is not UNSET:
            field_dict["quality"] = quality
        if model_params is not UNSET:
            field_dict["model_params"] = model_params
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v82_request_model_params import MjV82RequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_mj_v82_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        _quality = d.pop("quality", UNSET)
        quality: MjV82RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_mj_v82_request_quality(_quality)

        _model_params = d.pop("model_params", UNSET)
        model_params: MjV82RequestModelParams | Unset
        if isinstance(_model_params, Unset):
            model_params = UNSET
        else:
            model_params = MjV82RequestModelParams.from_dict(_model_params)

        callback_url = d.pop("callback_url", UNSET)

        mj_v82_request = cls(
            model=model,
            prompt=prompt,
            quality=quality,
            model_params=model_params,
            callback_url=callback_url,
        )

        return mj_v82_request
