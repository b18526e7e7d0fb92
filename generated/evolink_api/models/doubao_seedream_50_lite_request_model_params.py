# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.doubao_seedream_50_lite_request_model_params_output_format import (
    DoubaoSeedream50LiteRequestModelParamsOutputFormat,
    check_doubao_seedream_50_lite_request_model_params_output_format,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.doubao_seedream_50_lite_request_model_params_tools_item import (
        DoubaoSeedream50LiteRequestModelParamsToolsItem,
    )


T = TypeVar("T", bound="DoubaoSeedream50LiteRequestModelParams")


@_attrs_define
class DoubaoSeedream50LiteRequestModelParams:
    """Further parameters of this model.

    Attributes:
        output_format (DoubaoSeedream50LiteRequestModelParamsOutputFormat | Unset):  Default: 'jpeg'.
        tools (list[DoubaoSeedream50LiteRequestModelParamsToolsItem] | Unset):
    """

    output_format: DoubaoSeedream50LiteRequestModelParamsOutputFormat | Unset = "jpeg"
    tools: list[DoubaoSeedream50LiteRequestModelParamsToolsItem] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        output_format: str | Unset = UNSET
        if not isinstance(self.output_format, Unset):
            output_format = self.output_format

        tools: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.tools, Unset):
            tools = []
            for tools_item_data in self.tools:
                tools_item = tools_item_data.to_dict()
                tools.append(tools_item)

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if output_format is not UNSET:
            field_dict["output_format"] = output_format
        if tools is not UNSET:
            field_dict["tools"] = tools

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.doubao_seedream_50_lite_request_model_params_tools_item import (
            DoubaoSeedream50LiteRequestModelParamsToolsItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        _output_format = d.pop("output_format", UNSET)
        output_format: DoubaoSeedream50LiteRequestModelParamsOutputFormat | Unset
        if isinstance(_output_format, Unset):
            output_format = UNSET
        else:
            output_format = check_doubao_seedream_50_lite_request_model_params_output_format(_output_format)

        _tools = d.pop("tools", UNSET)
        tools: list[DoubaoSeedream50LiteRequestModelParamsToolsItem] | Unset = UNSET
        if _tools is not UNSET:
            tools = []
            for tools_item_data in _tools:
                tools_item = DoubaoSeedream50LiteRequestModelParamsToolsItem.from_dict(tools_item_data)

                tools.append(tools_item)

        doubao_seedream_50_lite_request_model_params = cls(
            output_format=output_format,
            tools=tools,
        )

        return doubao_seedream_50_lite_request_model_params
