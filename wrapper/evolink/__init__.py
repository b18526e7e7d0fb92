"""An unofficial client for the EvoLink API: typed per model, and checked before it costs.

The errors that callers most often catch stand here; the whole tree is in `evolink.errors`.

    with EvoLink() as client:  # the key from EVOLINK_API_KEY
        images = client.images.generate(model="gpt-4o-image", prompt="a cat", n=2)
        images.save("cats/")
"""

from typing import TYPE_CHECKING

from evolink._calls.task import AsyncTask, Task

from . import errors
from ._client import AsyncEvoLink, EvoLink
from .errors import EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed, TaskTimeout

if TYPE_CHECKING:
    from evolink._calls.audios import AsyncAudio, AsyncAudios, Audio, Audios
    from evolink._calls.images import AsyncImage, AsyncImages, Image, Images
    from evolink._calls.results import AsyncResult, AsyncResults, Result, Results
    from evolink._calls.videos import AsyncVideo, AsyncVideos, Video, Videos
    from evolink._costs.estimate import Estimate
    from evolink._files.uploaded_file import FileQuota, ListedFile, UploadedFile
    from evolink._task.listing import ListedTask
    from evolink._task.state import Credits
    from evolink_contract.requests import AudioModel, ImageModel, ModelName, VideoModel

    __version__: str

__all__ = [
    "AsyncAudio",
    "AsyncAudios",
    "AsyncEvoLink",
    "AsyncImage",
    "AsyncImages",
    "AsyncResult",
    "AsyncResults",
    "AsyncTask",
    "AsyncVideo",
    "AsyncVideos",
    "Audio",
    "AudioModel",
    "Audios",
    "Credits",
    "Estimate",
    "EvoLink",
    "EvoLinkError",
    "FileQuota",
    "Image",
    "ImageModel",
    "Images",
    "InvalidRequest",
    "ListedFile",
    "ListedTask",
    "ModelName",
    "Result",
    "Results",
    "SubmissionUncertain",
    "Task",
    "TaskFailed",
    "TaskTimeout",
    "UploadedFile",
    "Video",
    "VideoModel",
    "Videos",
    "errors",
]

_LATE = {
    "AsyncAudio": "._calls.audios",
    "AsyncAudios": "._calls.audios",
    "AsyncImage": "._calls.images",
    "AsyncImages": "._calls.images",
    "AsyncResult": "._calls.results",
    "AsyncResults": "._calls.results",
    "AsyncVideo": "._calls.videos",
    "AsyncVideos": "._calls.videos",
    "Audio": "._calls.audios",
    "AudioModel": "evolink_contract.requests",
    "Audios": "._calls.audios",
    "Credits": "._task.state",
    "Estimate": "._costs.estimate",
    "FileQuota": "._files.uploaded_file",
    "Image": "._calls.images",
    "ImageModel": "evolink_contract.requests",
    "Images": "._calls.images",
    "ListedFile": "._files.uploaded_file",
    "ListedTask": "._task.listing",
    "ModelName": "evolink_contract.requests",
    "Result": "._calls.results",
    "Results": "._calls.results",
    "UploadedFile": "._files.uploaded_file",
    "Video": "._calls.videos",
    "VideoModel": "evolink_contract.requests",
    "Videos": "._calls.videos",
}
"""What calls return and the names of models, with their modules: they load on first use, to keep the import cheap."""


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version(__name__)
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATE[name], __name__), name)
