"""One editor for all questions: its server takes seconds to start, and milliseconds to answer."""

from collections.abc import Iterator

import pytest

from .language_server import LanguageServer, language_server
from .test_typing import PYRIGHT


@pytest.fixture(scope="session")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    command = PYRIGHT.with_name("pyright-langserver")
    if not command.exists():
        pytest.skip("pyright is not installed: npm ci --prefix tools")
    with language_server(command, tmp_path_factory.mktemp("editor")) as server:
        yield server
