"""`Audio` and `Audios`, which are the results of audio models."""

from typing import TYPE_CHECKING

from evolink._calls.results import AsyncResult, AsyncResults, Result, Results

if TYPE_CHECKING:
    from collections.abc import Iterator


class Audio(Result):
    """One audio file, behind a link that lasts a day: a `Result` of an audio model. Notebooks show it."""


class AsyncAudio(AsyncResult):
    """One audio file, behind a link that lasts a day: an `AsyncResult` of an audio model. Notebooks show it."""


class Audios(Results):
    """The files of one task, in the service's order: the `Results` of an audio model. Notebooks show them."""

    _result = Audio

    if TYPE_CHECKING:

        def __iter__(self) -> "Iterator[Audio]": ...
        def __getitem__(self, position: int) -> Audio: ...


class AsyncAudios(AsyncResults):
    """The files of one task, in the service's order: the `AsyncResults` of an audio model. Notebooks show them."""

    _result = AsyncAudio

    if TYPE_CHECKING:

        def __iter__(self) -> "Iterator[AsyncAudio]": ...
        def __getitem__(self, position: int) -> AsyncAudio: ...
