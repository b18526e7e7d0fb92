"""Which class the results of each kind have; those of a kind that is not named here are plain `Results`."""

from collections.abc import Mapping

from evolink._calls.audios import AsyncAudios, Audios
from evolink._calls.images import AsyncImages, Images
from evolink._calls.results import AsyncResults, Results
from evolink._calls.videos import AsyncVideos, Videos
from evolink._contract.kinds import AUDIOS, IMAGES, VIDEOS, Kind
from evolink._task.base import BaseTask
from evolink._task.flow import Flow

_SYNC: Mapping[str, type[Results]] = {IMAGES.name: Images, VIDEOS.name: Videos, AUDIOS.name: Audios}
_ASYNC: Mapping[str, type[AsyncResults]] = {
    IMAGES.name: AsyncImages,
    VIDEOS.name: AsyncVideos,
    AUDIOS.name: AsyncAudios,
}


def make_results(flow: Flow, task: BaseTask, kind: Kind) -> Results:
    """Return the results of a completed task."""
    return _SYNC.get(kind.name, Results)(flow, task.id, task.results, task.created, kind)


def make_async_results(flow: Flow, task: BaseTask, kind: Kind) -> AsyncResults:
    """Return the results of a completed task, for asyncio."""
    return _ASYNC.get(kind.name, AsyncResults)(flow, task.id, task.results, task.created, kind)
