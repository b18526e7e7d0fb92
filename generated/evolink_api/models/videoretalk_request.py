# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.videoretalk_request_model import VideoretalkRequestModel, check_videoretalk_request_model
from ..types import UNSET, Unset

T = TypeVar("T", bound="VideoretalkRequest")


@_attrs_define
class VideoretalkRequest:
    """
    Attributes:
        model (VideoretalkRequestModel): The model to use.
        video_url (str): Link to the video.
        audio_url (str): Link to the sound.
        ref_image_url (str | Unset):
        video_extension (bool | Unset):  Default: False.
        query_face_threshold (int | Unset):  Default: 170.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: VideoretalkRequestModel
    video_url: str
    audio_url: str
    ref_image_url: str | Unset = UNSET
    video_extension: bool | Unset = False
    query_face_threshold: int | Unset = 170
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        video_url = self.video_url

        audio_url = self.audio_url

        ref_image_url = self.ref_image_url

        video_extension = self.video_extension

        query_face_threshold = self.query_face_threshold

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "video_url": video_url,
                "audio_url": audio_url,
            }
        )
        if ref_image_url is not UNSET:
            field_dict["ref_image_url"] = ref_image_url
        if video_extension is not UNSET:
            field_dict["video_extension"] = video_extension
        if query_face_threshold is not UNSET:
            field_dict["query_face_threshold"] = query_face_threshold
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_videoretalk_request_model(d.pop("model"))

        video_url = d.pop("video_url")

        audio_url = d.pop("audio_url")

        ref_image_url = d.pop("ref_image_url", UNSET)

        video_extension = d.pop("video_extension", UNSET)

        query_face_threshold = d.pop("query_face_threshold", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        videoretalk_request = cls(
            model=model,
            video_url=video_url,
            audio_url=audio_url,
            ref_image_url=ref_image_url,
            video_extension=video_extension,
            query_face_threshold=query_face_threshold,
            callback_url=callback_url,
        )

        return videoretalk_request
