# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="Seedance20TextToVideoRequestModelParams")


@_attrs_define
class Seedance20TextToVideoRequestModelParams:
    """Further parameters of this model.

    Attributes:
        web_search (bool | Unset): Whether the service may search the web. Default: False.
    """

    web_search: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        web_search = self.web_search

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if web_search is not UNSET:
            field_dict["web_search"] = web_search

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        web_search = d.pop("web_search", UNSET)

        seedance_20_text_to_video_request_model_params = cls(
            web_search=web_search,
        )

        return seedance_20_text_to_video_request_model_params
