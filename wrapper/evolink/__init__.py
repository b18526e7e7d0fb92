"""An unofficial client for the EvoLink API: typed per model, and checked before it costs.

The errors that callers most often catch stand here; the whole tree is in `evolink.errors`.

    with EvoLink() as client:  # the key from EVOLINK_API_KEY
        images = client.images.generate(model="gpt-4o-image", prompt="a cat", n=2)
        images.save("cats/")
"""

from typing import TYPE_CHECKING

from . import errors
from ._lazy import late_names
from .errors import EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed, TaskTimeout

if TYPE_CHECKING:
    from evolink._calls.audios import AsyncAudio, AsyncAudios, Audio, Audios
    from evolink._calls.images import AsyncImage, AsyncImages, Image, Images
    from evolink._calls.results import AsyncResult, AsyncResults, Result, Results
    from evolink._calls.task import AsyncTask, Task
    from evolink._calls.videos import AsyncVideo, AsyncVideos, Video, Videos
    from evolink._client import AsyncEvoLink, EvoLink
    from evolink._costs.estimate import Estimate
    from evolink._files.uploaded_file import FileQuota, ListedFile, UploadedFile
    from evolink._task.listing import ListedTask
    from evolink._task.state import Credits
    from evolink_contract.model_names import AudioModel, ImageModel, ModelName, VideoModel

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

_MODULES = {
    "AsyncAudio": "evolink._calls.audios",
    "AsyncAudios": "evolink._calls.audios",
    "AsyncEvoLink": "evolink._client",
    "AsyncImage": "evolink._calls.images",
    "AsyncImages": "evolink._calls.images",
    "AsyncResult": "evolink._calls.results",
    "AsyncResults": "evolink._calls.results",
    "AsyncTask": "evolink._calls.task",
    "AsyncVideo": "evolink._calls.videos",
    "AsyncVideos": "evolink._calls.videos",
    "Audio": "evolink._calls.audios",
    "AudioModel": "evolink_contract.model_names",
    "Audios": "evolink._calls.audios",
    "Credits": "evolink._task.state",
    "Estimate": "evolink._costs.estimate",
    "EvoLink": "evolink._client",
    "FileQuota": "evolink._files.uploaded_file",
    "Image": "evolink._calls.images",
    "ImageModel": "evolink_contract.model_names",
    "Images": "evolink._calls.images",
    "ListedFile": "evolink._files.uploaded_file",
    "ListedTask": "evolink._task.listing",
    "ModelName": "evolink_contract.model_names",
    "Result": "evolink._calls.results",
    "Results": "evolink._calls.results",
    "Task": "evolink._calls.task",
    "UploadedFile": "evolink._files.uploaded_file",
    "Video": "evolink._calls.videos",
    "VideoModel": "evolink_contract.model_names",
    "Videos": "evolink._calls.videos",
    "__version__": "evolink._version",
}
"""What calls return, the names of models, and what else few programs need at their start."""

if not TYPE_CHECKING:  # type checkers know the imports above, and report any other name
    __getattr__, __dir__ = late_names(__name__, globals(), _MODULES)
