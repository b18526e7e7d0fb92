"""Which parser reads answers."""

from evolink._http.llhttp_answer import LlhttpAnswer
from evolink._http.wire import Answer


def new_answer() -> Answer:
    """Return an answer of which nothing has arrived."""
    return LlhttpAnswer()
