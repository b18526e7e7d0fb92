"""Which parser reads answers: httptools, or h11 where that can't be installed, as on PyPy or 32-bit ARM."""

from collections.abc import Callable

from evolink._http.wire import Answer


def _choose() -> Callable[[], Answer]:
    try:
        from evolink._http.llhttp_answer import LlhttpAnswer
    except ImportError:
        from evolink._http.h11_answer import H11Answer

        return H11Answer
    return LlhttpAnswer


new_answer = _choose()
"""Returns an answer of which nothing has arrived."""
