"""`Video` and `Videos`, which are the results of video models."""

from typing import TYPE_CHECKING

from evolink._calls.results import AsyncResult, AsyncResults, Result, Results

if TYPE_CHECKING:
    from collections.abc import Iterator


class Video(Result):
    """One video, behind a link that lasts a day: a `Result` of a video model. Notebooks show it."""


class AsyncVideo(AsyncResult):
    """One video, behind a link that lasts a day: an `AsyncResult` of a video model. Notebooks show it."""


class Videos(Results):
    """The videos of one task, in the service's order: the `Results` of a video model. Notebooks show them."""

    _result = Video

    if TYPE_CHECKING:

        def __iter__(self) -> "Iterator[Video]": ...
        def __getitem__(self, position: int) -> Video: ...


class AsyncVideos(AsyncResults):
    """The videos of one task, in the service's order: the `AsyncResults` of a video model. Notebooks show them."""

    _result = AsyncVideo

    if TYPE_CHECKING:

        def __iter__(self) -> "Iterator[AsyncVideo]": ...
        def __getitem__(self, position: int) -> AsyncVideo: ...
