"""An unofficial client for the EvoLink image API: typed per model, and checked before it costs.

with EvoLink() as client:  # the key from EVOLINK_API_KEY
    images = client.images.generate(model="gpt-4o-image", prompt="a cat", n=2)
    images.save("cats/")
"""

from . import errors
from ._client import AsyncEvoLink, EvoLink
from ._credits import Credits
from ._images import AsyncImage, AsyncImages, Image, Images
from ._tasks import AsyncTask, Task
from .errors import EvoLinkError

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
    "Task",
    "errors",
]
