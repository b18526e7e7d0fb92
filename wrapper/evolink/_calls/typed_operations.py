"""The operations of each kind with their types, which the contract decides."""

from typing import TYPE_CHECKING, Any

from evolink._calls.operations import AsyncOperations, Operations

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from evolink._calls.audios import AsyncAudios, Audios
    from evolink._calls.images import AsyncImages, Images
    from evolink._calls.task import AsyncTask, Task
    from evolink._calls.videos import AsyncVideos, Videos
    from evolink_contract.requests import (
        AudiosGenerateCall,
        AudiosSubmitCall,
        GenerateCall,
        SubmitCall,
        VideosGenerateCall,
        VideosSubmitCall,
    )


class ImageOperations(Operations):
    """`client.images`."""

    if TYPE_CHECKING:

        @property
        def submit(self) -> "SubmitCall[Task]": ...
        @property
        def generate(self) -> "GenerateCall[Task, Images]": ...


class AsyncImageOperations(AsyncOperations):
    """`client.images` of the asyncio client."""

    if TYPE_CHECKING:

        @property
        def submit(self) -> "SubmitCall[Coroutine[Any, Any, AsyncTask]]": ...
        @property
        def generate(self) -> "GenerateCall[AsyncTask, Coroutine[Any, Any, AsyncImages]]": ...


class VideoOperations(Operations):
    """`client.videos`."""

    if TYPE_CHECKING:

        @property
        def submit(self) -> "VideosSubmitCall[Task]": ...
        @property
        def generate(self) -> "VideosGenerateCall[Task, Videos]": ...


class AsyncVideoOperations(AsyncOperations):
    """`client.videos` of the asyncio client."""

    if TYPE_CHECKING:

        @property
        def submit(self) -> "VideosSubmitCall[Coroutine[Any, Any, AsyncTask]]": ...
        @property
        def generate(self) -> "VideosGenerateCall[AsyncTask, Coroutine[Any, Any, AsyncVideos]]": ...


class AudioOperations(Operations):
    """`client.audios`."""

    if TYPE_CHECKING:

        @property
        def submit(self) -> "AudiosSubmitCall[Task]": ...
        @property
        def generate(self) -> "AudiosGenerateCall[Task, Audios]": ...


class AsyncAudioOperations(AsyncOperations):
    """`client.audios` of the asyncio client."""

    if TYPE_CHECKING:

        @property
        def submit(self) -> "AudiosSubmitCall[Coroutine[Any, Any, AsyncTask]]": ...
        @property
        def generate(self) -> "AudiosGenerateCall[AsyncTask, Coroutine[Any, Any, AsyncAudios]]": ...
