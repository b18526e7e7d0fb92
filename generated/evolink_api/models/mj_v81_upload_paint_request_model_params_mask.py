# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.mj_v81_upload_paint_request_model_params_mask_areas_item import (
        MjV81UploadPaintRequestModelParamsMaskAreasItem,
    )


T = TypeVar("T", bound="MjV81UploadPaintRequestModelParamsMask")


@_attrs_define
class MjV81UploadPaintRequestModelParamsMask:
    """
    Attributes:
        areas (list[MjV81UploadPaintRequestModelParamsMaskAreasItem] | Unset):
        url (str | Unset):
    """

    areas: list[MjV81UploadPaintRequestModelParamsMaskAreasItem] | Unset = UNSET
    url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        areas: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.areas, Unset):
            areas = []
            for areas_item_data in self.areas:
                areas_item = areas_item_data.to_dict()
                areas.append(areas_item)

        url = self.url

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if areas is not UNSET:
            field_dict["areas"] = areas
        if url is not UNSET:
            field_dict["url"] = url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.mj_v81_upload_paint_request_model_params_mask_areas_item import (
            MjV81UploadPaintRequestModelParamsMaskAreasItem,  # noqa: PLC0415
        )

        d = dict(src_dict)
        _areas = d.pop("areas", UNSET)
        areas: list[MjV81UploadPaintRequestModelParamsMaskAreasItem] | Unset = UNSET
        if _areas is not UNSET:
            areas = []
            for areas_item_data in _areas:
                areas_item = MjV81UploadPaintRequestModelParamsMaskAreasItem.from_dict(areas_item_data)

                areas.append(areas_item)

        url = d.pop("url", UNSET)

        mj_v81_upload_paint_request_model_params_mask = cls(
            areas=areas,
            url=url,
        )

        return mj_v81_upload_paint_request_model_params_mask
