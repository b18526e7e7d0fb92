# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.grok_imagine_image_20_request_model import (
    GrokImagineImage20RequestModel,
    check_grok_imagine_image_20_request_model,
)
from ..models.grok_imagine_image_20_request_quality import (
    GrokImagineImage20RequestQuality,
    check_grok_imagine_image_20_request_quality,
)
from ..models.grok_imagine_image_20_request_resolution import (
    GrokImagineImage20RequestResolution,
    check_grok_imagine_image_20_request_resolution,
)
from ..models.grok_imagine_image_20_request_size import (
    GrokImagineImage20RequestSize,
    check_grok_imagine_image_20_request_size,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="GrokImagineImage20Request")


@_attrs_define
class GrokImagineImage20Request:
    """
    Attributes:
        model (GrokImagineImage20RequestModel): The model to use.
        prompt (str): What to generate, or how to change what is given.
        image_urls (list[str] | Unset): Links to the reference images.
        size (GrokImagineImage20RequestSize | Unset): Aspect ratio or pixel size of the image. Default: 'auto'.
        resolution (GrokImagineImage20RequestResolution | Unset): Resolution class of the result. Default: '1K'.
        quality (GrokImagineImage20RequestQuality | Unset): Resolution or quality class of the result. Default:
            'medium'.
        n (int | Unset): Number of results to generate. Default: 1.
        callback_url (str | Unset): HTTPS address that is notified when the task has ended.
    """

    model: GrokImagineImage20RequestModel
    prompt: str
    image_urls: list[str] | Unset = UNSET
    size: GrokImagineImage20RequestSize | Unset = "auto"
    resolution: GrokImagineImage20RequestResolution | Unset = "1K"
    quality: GrokImagineImage20RequestQuality | Unset = "medium"
    n: int | Unset = 1
    callback_url: str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        model: str = self.model

        prompt = self.prompt

        image_urls: list[str] | Unset = UNSET
        if not isinstance(self.image_urls, Unset):
            image_urls = self.image_urls

        size: str | Unset = UNSET
        if not isinstance(self.size, Unset):
            size = self.size

        resolution: str | Unset = UNSET
        if not isinstance(self.resolution, Unset):
            resolution = self.resolution

        quality: str | Unset = UNSET
        if not isinstance(self.quality, Unset):
            quality = self.quality

        n = self.n

        callback_url = self.callback_url

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "model": model,
                "prompt": prompt,
            }
        )
        if image_urls is not UNSET:
            field_dict["image_urls"] = image_urls
        if size is not UNSET:
            field_dict["size"] = size
        if resolution is not UNSET:
            field_dict["resolution"] = resolution
        if quality is not UNSET:
            field_dict["quality"] = quality
        if n is not UNSET:
            field_dict["n"] = n
        if callback_url is not UNSET:
            field_dict["callback_url"] = callback_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        model = check_grok_imagine_image_20_request_model(d.pop("model"))

        prompt = d.pop("prompt")

        image_urls = cast(list[str], d.pop("image_urls", UNSET))

        _size = d.pop("size", UNSET)
        size: GrokImagineImage20RequestSize | Unset
        if isinstance(_size, Unset):
            size = UNSET
        else:
            size = check_grok_imagine_image_20_request_size(_size)

        _resolution = d.pop("resolution", UNSET)
        resolution: GrokImagineImage20RequestResolution | Unset
        if isinstance(_resolution, Unset):
            resolution = UNSET
        else:
            resolution = check_grok_imagine_image_20_request_resolution(_resolution)

        _quality = d.pop("quality", UNSET)
        quality: GrokImagineImage20RequestQuality | Unset
        if isinstance(_quality, Unset):
            quality = UNSET
        else:
            quality = check_grok_imagine_image_20_request_quality(_quality)

        n = d.pop("n", UNSET)

        callback_url = d.pop("callback_url", UNSET)

        grok_imagine_image_20_request = cls(
            model=model,
            prompt=prompt,
            image_urls=image_urls,
            size=size,
            resolution=resolution,
            quality=quality,
            n=n,
            callback_url=callback_url,
        )

        return grok_imagine_image_20_request
