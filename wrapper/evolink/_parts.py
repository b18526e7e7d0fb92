"""What a client is made of. Whoever only imports the client does not pay for it."""

from ._flow import Flow
from ._image_operations import AsyncImageOperations, ImageOperations
from ._port import AsyncPort, BlockingPort
from ._settings import settings
from ._task_operations import AsyncTaskOperations, TaskOperations

__all__ = [
    "AsyncImageOperations",
    "AsyncPort",
    "AsyncTaskOperations",
    "BlockingPort",
    "Flow",
    "ImageOperations",
    "TaskOperations",
    "settings",
]
