"""The operations of a client for each kind of results that the contract has; a kind without a class is plain."""

from collections.abc import Mapping

from evolink._calls.creation import LinkFor
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
from evolink._task.flow import Flow

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


def make_operations(flow: Flow, link_for: LinkFor, name: str) -> Operations | None:
    """Return the operations for the kind of a name, such as `videos`; None if the contract has none."""
    kind = find_kind(name)
    return _SYNC.get(name, Operations)(flow, link_for, kind) if kind else None


def make_async_operations(flow: Flow, link_for: LinkFor, name: str) -> AsyncOperations | None:
    """Return the operations for the kind of a name, for asyncio; None if the contract has none."""
    kind = find_kind(name)
    return _ASYNC.get(name, AsyncOperations)(flow, link_for, kind) if kind else None
