# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.doubao_seedream_50_lite_request_model_params_tools_item_type import (
    DoubaoSeedream50LiteRequestModelParamsToolsItemType,
    check_doubao_seedream_50_lite_request_model_params_tools_item_type,
)

T = TypeVar("T", bound="DoubaoSeedream50LiteRequestModelParamsToolsItem")


@_attrs_define
class DoubaoSeedream50LiteRequestModelParamsToolsItem:
    """
    Attributes:
        type_ (DoubaoSeedream50LiteRequestModelParamsToolsItemType):
    """

    type_: DoubaoSeedream50LiteRequestModelParamsToolsItemType

    def to_dict(self) -> dict[str, Any]:
        type_: str = self.type_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = check_doubao_seedream_50_lite_request_model_params_tools_item_type(d.pop("type"))

        doubao_seedream_50_lite_request_model_params_tools_item = cls(
            type_=type_,
        )

        return doubao_seedream_50_lite_request_model_params_tools_item
