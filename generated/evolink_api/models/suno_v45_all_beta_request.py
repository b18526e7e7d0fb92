# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.suno_v45_all_beta_request_model import (
    SunoV45AllBetaRequestModel,
    check_suno_v45_all_beta_request_model,
)
from ..models.suno_v45_all_beta_request_persona_model import (
    SunoV45AllBetaRequestPersonaModel,
    check_suno_v45_all_beta_request_persona_model,
)
from ..models.suno_v45_all_beta_request_vocal_gender import (
    SunoV45AllBetaRequestVocalGender,
    check_suno_v45_all_beta_request_vocal_gender,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="SunoV45AllBetaRequest")


@_attrs_define
class SunoV45AllBetaRequest:
    """
    Attributes:
        model (SunoV45AllBetaRequestModel): The model to use.
        custom_mode (bool | Unset):  Default: False.
        instrumental (bool | Unset):  Default: False.
        prompt (str | Unset): What to generate, or how to change what is given.
        style (str | Unset):
        title (str | Unset):
        negative_tags (str | Unset):
        vocal_gender (SunoV45AllBetaRequestVocalGender | Unset):
        style_weight (float | Unset):
        weirdness_constraint (float | Unset):
        audio_weight (float | Unset):
        persona_id (str | Unset):
        persona_model (SunoV45AllBetaRequestPersonaModel | Unset):
        duration (int | Unset): Length of the result.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: SunoV45AllBetaRequestModel
    custom_mode: bool | Unset = False
    instrumental: bool | Unset = False
    prompt: str | Unset = UNSET
    style: str | Unset = UNSET
    title: str | Unset = UNSET
    negative_tags: str | Unset = UNSET
    vocal_gender: SunoV45AllBetaRequestVocalGender | Unset = UNSET
    style_weight: float | Unset = UNSET
    weirdness_constraint: float | Unset = UNSET
    audio_weight: float | Unset = UNSET
    persona_id: str | Unset = UNSET
    persona_model: SunoV45AllBetaRequestPersonaModel | Unset = UNSET
    duration: int | Unset = UNSET
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        custom_mode = self.custom_mode

        instrumental = self.instrumental

        prompt = self.prompt

        style = self.style

        title = self.title

        negative_tags = self.negative_tags

        vocal_gender: str | Unset = UNSET
        if not isinstance(self.vocal_gender, Unset):
            vocal_gender = self.vocal_gender

        style_weight = self.style_weight

        weirdness_constraint = self.weirdness_constraint

        audio_weight = self.audio_weight

        persona_id = self.persona_id

        persona_model: str | Unset = UNSET
        if not isinstance(self.persona_model, Unset):
            persona_model = self.persona_model

        duration = self.duration

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
            }
        )
        if custom_mode is not UNSET:
            field_dict["custom_mode"] = custom_mode
        if instrumental is not UNSET:
            field_dict["instrumental"] = instrumental
        if prompt is not UNSET:
            field_dict["prompt"] = prompt
        if style is not UNSET:
            field_dict["style"] = style
        if title is not UNSET:
            field_dict["title"] = title
        if negative_tags is not UNSET:
            field_dict["negative_tags"] = negative_tags
        if vocal_gender is not UNSET:
            field_dict["vocal_gender"] = vocal_gender
        if style_weight is not UNSET:
            field_dict["style_weight"] = style_weight
        if weirdness_constraint is not UNSET:
            field_dict["weirdness_constraint"] = weirdness_constraint
        if audio_weight is not UNSET:
            field_dict["audio_weight"] = audio_weight
        if persona_id is not UNSET:
            field_dict["persona_id"] = persona_id
        if persona_model is not UNSET:
            field_dict["persona_model"] = persona_model
        if duration is not UNSET:
            field_dict["duration"] = duration
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_suno_v45_all_beta_request_model(d.pop("model"))

        custom_mode = d.pop("custom_mode", UNSET)

        instrumental = d.pop("instrumental", UNSET)

        prompt = d.pop("prompt", UNSET)

        style = d.pop("style", UNSET)

        title = d.pop("title", UNSET)

        negative_tags = d.pop("negative_tags", UNSET)

        _vocal_gender = d.pop("vocal_gender", UNSET)
        vocal_gender: SunoV45AllBetaRequestVocalGender | Unset
        if isinstance(_vocal_gender, Unset):
            vocal_gender = UNSET
        else:
            vocal_gender = check_suno_v45_all_beta_request_vocal_gender(_vocal_gender)

        style_weight = d.pop("style_weight", UNSET)

        weirdness_constraint = d.pop("weirdness_constraint", UNSET)

        audio_weight = d.pop("audio_weight", UNSET)

        persona_id = d.pop("persona_id", UNSET)

        _persona_model = d.pop("persona_model", UNSET)
        persona_model: SunoV45AllBetaRequestPersonaModel | Unset
        if isinstance(_persona_model, Unset):
            persona_model = UNSET
        else:
            persona_model = check_suno_v45_all_beta_request_persona_model(_persona_model)

        duration = d.pop("duration", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        suno_v45_all_beta_request = cls(
            model=model,
            custom_mode=custom_mode,
            instrumental=instrumental,
            prompt=prompt,
            style=style,
            title=title,
            negative_tags=negative_tags,
            vocal_gender=vocal_gender,
            style_weight=style_weight,
            weirdness_constraint=weirdness_constraint,
            audio_weight=audio_weight,
            persona_id=persona_id,
            persona_model=persona_model,
            duration=duration,
            callback_url=callback_url,
        )

        return suno_v45_all_beta_request
