"""An unofficial client for the EvoLink image API: typed per model, and checked before it costs.

The errors that callers most often catch stand here; the whole tree is in `evolink.errors`.

    with EvoLink() as client:  # the key from EVOLINK_API_KEY
        images = client.images.generate(model="gpt-4o-image", prompt="a cat", n=2)
        images.save("cats/")
"""

from . import errors
from ._client import AsyncEvoLink, EvoLink
from ._credits import Credits
from ._images import AsyncImage, AsyncImages, Image, Images
from ._tasks import AsyncTask, Task
from .errors import EvoLinkError, InvalidRequest, SubmissionUncertain, TaskFailed, TaskTimeout

__all__ = [
    "AsyncEvoLink",
    "AsyncImage",
    "AsyncImages",
    "AsyncTask",
    "Credits",
    "EvoLink",
    "EvoLinkError",
    "Image",
    "Images",
    "InvalidRequest",
    "SubmissionUncertain",
    "Task",
    "TaskFailed",
    "TaskTimeout",
    "errors",
]
