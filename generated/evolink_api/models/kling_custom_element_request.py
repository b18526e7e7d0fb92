# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.kling_custom_element_request_model import (
    KlingCustomElementRequestModel,
    check_kling_custom_element_request_model,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_custom_element_request_model_params import KlingCustomElementRequestModelParams


T = TypeVar("T", bound="KlingCustomElementRequest")


@_attrs_define
class KlingCustomElementRequest:
    """
    Attributes:
        model (KlingCustomElementRequestModel): The model to use.
        model_params (KlingCustomElementRequestModelParams): Further parameters of this model.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: KlingCustomElementRequestModel
    model_params: KlingCustomElementRequestModelParams
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
        from ..models.kling_custom_element_request_model_params import KlingCustomElementRequestModelParams  # noqa: PLC0415

        d = dict(src_dict)
        model = check_kling_custom_element_request_model(d.pop("model"))

        model_params = KlingCustomElementRequestModelParams.from_dict(d.pop("model_params"))

        callback_url = d.pop("callback_url", UNSET)

        kling_custom_element_request = cls(
            model=model,
            model_params=model_params,
            callback_url=callback_url,
        )

        return kling_custom_element_request
