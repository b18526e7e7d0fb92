# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.mj_v7_enhance_request_model import MjV7EnhanceRequestModel, check_mj_v7_enhance_request_model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v7_enhance_request_model_params import MjV7EnhanceRequestModelParams


T = TypeVar("T", bound="MjV7EnhanceRequest")


@_attrs_define
class MjV7EnhanceRequest:
    """
    Attributes:
        model (MjV7EnhanceRequestModel): The model to use.
        model_params (MjV7EnhanceRequestModelParams): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: MjV7EnhanceRequestModel
    model_params: MjV7EnhanceRequestModelParams
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        model_params = self.model_params.to_dict()

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "model_params": model_params,
            }
        )
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v7_enhance_request_model_params import MjV7EnhanceRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_mj_v7_enhance_request_model(d.pop("model"))

        model_params = MjV7EnhanceRequestModelParams.from_dict(d.pop("model_params"))

        callback_url = d.pop("callback_url", UNSET)

        mj_v7_enhance_request = cls(
            model=model,
            model_params=model_params,
            callback_url=callback_url,
        )

        return mj_v7_enhance_request
