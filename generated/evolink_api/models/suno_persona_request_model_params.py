# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SunoPersonaRequestModelParams")


@_attrs_define
class SunoPersonaRequestModelParams:
    """Further parameters of this model.

    Attributes:
        source_task_id (str):
        result_id (UUID):
        name (str):
        description (str):
        vocal_start (float | Unset):
        vocal_end (float | Unset):
        style (str | Unset):
    """

    source_task_id: str
    result_id: UUID
    name: str
    description: str
    vocal_start: float | Unset = UNSET
    vocal_end: float | Unset = UNSET
    style: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        source_task_id = self.source_task_id

        result_id = str(self.result_id)

        name = self.name

        description = self.description

        vocal_start = self.vocal_start

        vocal_end = self.vocal_end

        style = self.style

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "source_task_id": source_task_id,
                "result_id": result_id,
                "name": name,
                "description": description,
            }
        )
        if vocal_start is not UNSET:
            field_dict["vocal_start"] = vocal_start
        if vocal_end is not UNSET:
            field_dict["vocal_end"] = vocal_end
        if style is not UNSET:
            field_dict["style"] = style

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        source_task_id = d.pop("source_task_id")

        result_id = UUID(d.pop("result_id"))

        name = d.pop("name")

        description = d.pop("description")

        vocal_start = d.pop("vocal_start", UNSET)

        vocal_end = d.pop("vocal_end", UNSET)

        style = d.pop("style", UNSET)

        suno_persona_request_model_params = cls(
            source_task_id=source_task_id,
            result_id=result_id,
            name=name,
            description=description,
            vocal_start=vocal_start,
            vocal_end=vocal_end,
            style=style,
        )

        return suno_persona_request_model_params
