"""The operations of a client for each kind of results that the contract has; a kind without a class is plain."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from evolink._calls.operations import AsyncOperations, Operations
from evolink._calls.typed_operations import (
    AsyncAudioOperations,
    AsyncImageOperations,
    AsyncVideoOperations,
    AudioOperations,
    ImageOperations,
    VideoOperations,
)
from evolink._contract.kinds import AUDIOS, IMAGES, VIDEOS, find_kind

if TYPE_CHECKING:
    from evolink._calls.create_calls import CreateCalls

_SYNC: Mapping[str, type[Operations]] = {
    IMAGES.name: ImageOperations,
    VIDEOS.name: VideoOperations,
    AUDIOS.name: AudioOperations,
}
_ASYNC: Mapping[str, type[AsyncOperations]] = {
    IMAGES.name: AsyncImageOperations,
    VIDEOS.name: AsyncVideoOperations,
    AUDIOS.name: AsyncAudioOperations,
}


def make_operations(calls: "Callable[[], Awaitable[CreateCalls]]", name: str) -> Operations | None:
    """Return the operations for the kind of a name, such as `videos`; None if the contract has none."""
    kind = find_kind(name)
    return _SYNC.get(name, Operations)(calls, kind) if kind else None


def make_async_operations(calls: "Callable[[], Awaitable[CreateCalls]]", name: str) -> AsyncOperations | None:
    """Return the operations for the kind of a name, for asyncio; None if the contract has none."""
    kind = find_kind(name)
    return _ASYNC.get(name, AsyncOperations)(calls, kind) if kind else None
