"""The operations of each kind with their types, which the contract decides."""

from typing import TYPE_CHECKING, Any

from evolink._calls.operations import AsyncOperations, Operations

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from evolink._calls.audios import AsyncAudios, Audios
    from evolink._calls.images import AsyncImages, Images
    from evolink._calls.task import AsyncTask, Task
    from evolink._calls.videos import AsyncVideos, Videos
    from evolink_contract.calls import AudioCalls, ImageCalls, VideoCalls

    class _ImageCalls(ImageCalls[Task, Task, Images]): ...

    class _AsyncImageCalls(ImageCalls[AsyncTask, Coroutine[Any, Any, AsyncTask], Coroutine[Any, Any, AsyncImages]]): ...

    class _VideoCalls(VideoCalls[Task, Task, Videos]): ...

    class _AsyncVideoCalls(VideoCalls[AsyncTask, Coroutine[Any, Any, AsyncTask], Coroutine[Any, Any, AsyncVideos]]): ...

    class _AudioCalls(AudioCalls[Task, Task, Audios]): ...

    class _AsyncAudioCalls(AudioCalls[AsyncTask, Coroutine[Any, Any, AsyncTask], Coroutine[Any, Any, AsyncAudios]]): ...

else:  # `submit` and `generate` of Operations take any model's parameters
    _ImageCalls = _AsyncImageCalls = _VideoCalls = _AsyncVideoCalls = _AudioCalls = _AsyncAudioCalls = object


class ImageOperations(Operations, _ImageCalls):
    """`client.images`: `generate` makes images and waits for them, `submit` starts a task and returns at once."""


class AsyncImageOperations(AsyncOperations, _AsyncImageCalls):
    """`client.images` for asyncio: await `generate` for images, or `submit` for a task that has begun."""


class VideoOperations(Operations, _VideoCalls):
    """`client.videos`: `generate` makes videos and waits for them, `submit` starts a task and returns at once."""


class AsyncVideoOperations(AsyncOperations, _AsyncVideoCalls):
    """`client.videos` for asyncio: await `generate` for videos, or `submit` for a task that has begun."""


class AudioOperations(Operations, _AudioCalls):
    """`client.audios`: `generate` makes sound and waits for it, `submit` starts a task and returns at once."""


class AsyncAudioOperations(AsyncOperations, _AsyncAudioCalls):
    """`client.audios` for asyncio: await `generate` for sound, or `submit` for a task that has begun."""
