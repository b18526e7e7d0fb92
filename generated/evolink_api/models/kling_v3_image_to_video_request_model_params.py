# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.kling_v3_image_to_video_request_model_params_shot_type import (
    KlingV3ImageToVideoRequestModelParamsShotType,
    check_kling_v3_image_to_video_request_model_params_shot_type,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.kling_v3_image_to_video_request_model_params_element_list_item import (
        KlingV3ImageToVideoRequestModelParamsElementListItem,
    )
    from ..models.kling_v3_image_to_video_request_model_params_multi_prompt_item import (
        KlingV3ImageToVideoRequestModelParamsMultiPromptItem,
    )
    from ..models.kling_v3_image_to_video_request_model_params_watermark_info import (
        KlingV3ImageToVideoRequestModelParamsWatermarkInfo,
    )


T = TypeVar("T", bound="KlingV3ImageToVideoRequestModelParams")


@_attrs_define
class KlingV3ImageToVideoRequestModelParams:
    """Further parameters of this model.

    Attributes:
        multi_shot (bool | Unset):  Default: False.
        shot_type (KlingV3ImageToVideoRequestModelParamsShotType | Unset):
        multi_prompt (list[KlingV3ImageToVideoRequestModelParamsMultiPromptItem] | Unset):
        element_list (list[KlingV3ImageToVideoRequestModelParamsElementListItem] | Unset):
        watermark_info (KlingV3ImageToVideoRequestModelParamsWatermarkInfo | Unset):
    """

    multi_shot: bool | Unset = False
    shot_type: KlingV3ImageToVideoRequestModelParamsShotType | Unset = UNSET
    multi_prompt: list[KlingV3ImageToVideoRequestModelParamsMultiPromptItem] | Unset = UNSET
    element_list: list[KlingV3ImageToVideoRequestModelParamsElementListItem] | Unset = UNSET
    watermark_info: KlingV3ImageToVideoRequestModelParamsWatermarkInfo | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        multi_shot = self.multi_shot

        shot_type: str | Unset = UNSET
        if not isinstance(self.shot_type, Unset):
            shot_type = self.shot_type

        multi_prompt: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.multi_prompt, Unset):
            multi_prompt = []
            for multi_prompt_item_data in self.multi_prompt:
                multi_prompt_item = multi_prompt_item_data.to_dict()
                multi_prompt.append(multi_prompt_item)

        element_list: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.element_list, Unset):
            element_list = []
            for element_list_item_data in self.element_list:
                element_list_item = element_list_item_data.to_dict()
                element_list.append(element_list_item)

        watermark_info: dict[str, Any] | Unset = UNSET
        if not isinstance(self.watermark_info, Unset):
            watermark_info = self.watermark_info.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if multi_shot is not UNSET:
            field_dict["multi_shot"] = multi_shot
        if shot_type is not UNSET:
            field_dict["shot_type"] = shot_type
        if multi_prompt is not UNSET:
            field_dict["multi_prompt"] = multi_prompt
        if element_list is not UNSET:
            field_dict["element_list"] = element_list
        if watermark_info is not UNSET:
            field_dict["watermark_info"] = watermark_info

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.kling_v3_image_to_video_request_model_params_element_list_item import (
            KlingV3ImageToVideoRequestModelParamsElementListItem,  # noqa: PLC0415
        )
        from ..models.kling_v3_image_to_video_request_model_params_multi_prompt_item import (
            KlingV3ImageToVideoRequestModelParamsMultiPromptItem,  # noqa: PLC0415
        )
        from ..models.kling_v3_image_to_video_request_model_params_watermark_info import (
            KlingV3ImageToVideoRequestModelParamsWatermarkInfo,  # noqa: PLC0415
        )

        d = dict(src_dict)
        multi_shot = d.pop("multi_shot", UNSET)

        _shot_type = d.pop("shot_type", UNSET)
        shot_type: KlingV3ImageToVideoRequestModelParamsShotType | Unset
        if isinstance(_shot_type, Unset):
            shot_type = UNSET
        else:
            shot_type = check_kling_v3_image_to_video_request_model_params_shot_type(_shot_type)

        _multi_prompt = d.pop("multi_prompt", UNSET)
        multi_prompt: list[KlingV3ImageToVideoRequestModelParamsMultiPromptItem] | Unset = UNSET
        if _multi_prompt is not UNSET:
            multi_prompt = []
            for multi_prompt_item_data in _multi_prompt:
                multi_prompt_item = KlingV3ImageToVideoRequestModelParamsMultiPromptItem.from_dict(
                    multi_prompt_item_data
                )

                multi_prompt.append(multi_prompt_item)

        _element_list = d.pop("element_list", UNSET)
        element_list: list[KlingV3ImageToVideoRequestModelParamsElementListItem] | Unset = UNSET
        if _element_list is not UNSET:
            element_list = []
            for element_list_item_data in _element_list:
                element_list_item = KlingV3ImageToVideoRequestModelParamsElementListItem.from_dict(
                    element_list_item_data
                )

                element_list.append(element_list_item)

        _watermark_info = d.pop("watermark_info", UNSET)
        watermark_info: KlingV3ImageToVideoRequestModelParamsWatermarkInfo | Unset
        if isinstance(_watermark_info, Unset):
            watermark_info = UNSET
        else:
            watermark_info = KlingV3ImageToVideoRequestModelParamsWatermarkInfo.from_dict(_watermark_info)

        kling_v3_image_to_video_request_model_params = cls(
            multi_shot=multi_shot,
            shot_type=shot_type,
            multi_prompt=multi_prompt,
            element_list=element_list,
            watermark_info=watermark_info,
        )

        return kling_v3_image_to_video_request_model_params
