"""An unofficial client for the EvoLink API: typed per model, and checked before it costs.

The errors that callers most often catch stand here; the whole tree is in `evolink.errors`.

    with EvoLink() as client:  # the key of EVOLINK_API_KEY, or of `evolink login`
        images = client.images.generate(model="gpt-4o-image", prompt="a cat", n=2)
        images.save("cats/")

More stands in modules of its own:

- `evolink.errors`: everything that is raised on purpose, as one tree
- `evolink.requests`: the parameters of each model as a type, such as `Gpt4oImageRequest`
- `evolink.callbacks`: receives the callback of a finished task
- `evolink.journal`, `evolink.batch` and `evolink.cluster`: the record of what was paid for, many requests within a
  budget, and workers on many machines; with `pip install "evolink[batch]"`
"""

from typing import TYPE_CHECKING

from . import errors
from ._lazy import late_names
from .errors import EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed, TaskTimeout

if TYPE_CHECKING:
    from evolink._calls.audios import AsyncAudio, AsyncAudios, Audio, Audios
    from evolink._calls.file_operations import AsyncFileOperations, FileOperations
    from evolink._calls.images import AsyncImage, AsyncImages, Image, Images
    from evolink._calls.reconcile import Reconciled
    from evolink._calls.results import AsyncResult, AsyncResults, Result, Results
    from evolink._calls.resume import Resumed
    from evolink._calls.task import AsyncTask, Task
    from evolink._calls.task_operations import AsyncTaskOperations, TaskOperations
    from evolink._calls.typed_operations import (
        AsyncAudioOperations,
        AsyncImageOperations,
        AsyncVideoOperations,
        AudioOperations,
        ImageOperations,
        VideoOperations,
    )
    from evolink._calls.videos import AsyncVideo, AsyncVideos, Video, Videos
    from evolink._client import AsyncEvoLink, EvoLink
    from evolink._contract.invalid import Violation
    from evolink._costs.estimate import Estimate
    from evolink._files.uploaded_file import FileQuota, ListedFile, UploadedFile
    from evolink._task.listing import ListedTask
    from evolink._task.state import Credits, Fault
    from evolink_contract.model_names import AudioModel, ImageModel, ModelName, VideoModel

    __version__: str

__all__ = [
    "AsyncAudio",
    "AsyncAudioOperations",
    "AsyncAudios",
    "AsyncEvoLink",
    "AsyncFileOperations",
    "AsyncImage",
    "AsyncImageOperations",
    "AsyncImages",
    "AsyncResult",
    "AsyncResults",
    "AsyncTask",
    "AsyncTaskOperations",
    "AsyncVideo",
    "AsyncVideoOperations",
    "AsyncVideos",
    "Audio",
    "AudioModel",
    "AudioOperations",
    "Audios",
    "Credits",
    "Estimate",
    "EvoLink",
    "EvoLinkError",
    "Fault",
    "FileOperations",
    "FileQuota",
    "Image",
    "ImageModel",
    "ImageOperations",
    "Images",
    "InvalidRequest",
    "ListedFile",
    "ListedTask",
    "ModelName",
    "Reconciled",
    "Result",
    "Results",
    "Resumed",
    "SubmissionUncertain",
    "Task",
    "TaskFailed",
    "TaskOperations",
    "TaskTimeout",
    "UploadedFile",
    "Video",
    "VideoModel",
    "VideoOperations",
    "Videos",
    "Violation",
    "errors",
]

_MODULES = {
    "AsyncAudio": "evolink._calls.audios",
    "AsyncAudioOperations": "evolink._calls.typed_operations",
    "AsyncAudios": "evolink._calls.audios",
    "AsyncEvoLink": "evolink._client",
    "AsyncFileOperations": "evolink._calls.file_operations",
    "AsyncImage": "evolink._calls.images",
    "AsyncImageOperations": "evolink._calls.typed_operations",
    "AsyncImages": "evolink._calls.images",
    "AsyncResult": "evolink._calls.results",
    "AsyncResults": "evolink._calls.results",
    "AsyncTask": "evolink._calls.task",
    "AsyncTaskOperations": "evolink._calls.task_operations",
    "AsyncVideo": "evolink._calls.videos",
    "AsyncVideoOperations": "evolink._calls.typed_operations",
    "AsyncVideos": "evolink._calls.videos",
    "Audio": "evolink._calls.audios",
    "AudioModel": "evolink_contract.model_names",
    "AudioOperations": "evolink._calls.typed_operations",
    "Audios": "evolink._calls.audios",
    "Credits": "evolink._task.state",
    "Estimate": "evolink._costs.estimate",
    "EvoLink": "evolink._client",
    "Fault": "evolink._task.state",
    "FileOperations": "evolink._calls.file_operations",
    "FileQuota": "evolink._files.uploaded_file",
    "Image": "evolink._calls.images",
    "ImageModel": "evolink_contract.model_names",
    "ImageOperations": "evolink._calls.typed_operations",
    "Images": "evolink._calls.images",
    "ListedFile": "evolink._files.uploaded_file",
    "ListedTask": "evolink._task.listing",
    "ModelName": "evolink_contract.model_names",
    "Reconciled": "evolink._calls.reconcile",
    "Result": "evolink._calls.results",
    "Results": "evolink._calls.results",
    "Resumed": "evolink._calls.resume",
    "Task": "evolink._calls.task",
    "TaskOperations": "evolink._calls.task_operations",
    "UploadedFile": "evolink._files.uploaded_file",
    "Video": "evolink._calls.videos",
    "VideoModel": "evolink_contract.model_names",
    "VideoOperations": "evolink._calls.typed_operations",
    "Videos": "evolink._calls.videos",
    "Violation": "evolink._contract.invalid",
    "__version__": "evolink._version",
}
"""What calls return, the names of models, and what else few programs need at their start."""

if not TYPE_CHECKING:  # type checkers know the imports above, and report any other name
    __getattr__, __dir__ = late_names(__name__, globals(), _MODULES)
