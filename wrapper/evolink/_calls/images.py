"""`Image` and `Images`, which are the results of image models."""

from typing import TYPE_CHECKING

from evolink._calls.results import AsyncResult, AsyncResults, Result, Results

if TYPE_CHECKING:
    from collections.abc import Iterator


class Image(Result):
    """One image, behind a link that lasts a day: a `Result` of an image model. Notebooks show it."""


class AsyncImage(AsyncResult):
    """One image, behind a link that lasts a day: an `AsyncResult` of an image model. Notebooks show it."""


class Images(Results):
    """The images of one task, in the service's order: the `Results` of an image model. Notebooks show them."""

    _result = Image

    if TYPE_CHECKING:

        def __iter__(self) -> "Iterator[Image]": ...
        def __getitem__(self, position: int) -> Image: ...


class AsyncImages(AsyncResults):
    """The images of one task, in the service's order: the `AsyncResults` of an image model. Notebooks show them."""

    _result = AsyncImage

    if TYPE_CHECKING:

        def __iter__(self) -> "Iterator[AsyncImage]": ...
        def __getitem__(self, position: int) -> AsyncImage: ...
