"""What the pipeline's tests share: phrasebooks, a documentation site, and the vendor's pages where they are at hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli import SOURCES, SPECS
from pipeline.reading.phrasebook import Phrasebooks, load_phrasebooks
from tests.pipeline.docs_site import Site, serving


@pytest.fixture(scope="session")
def books() -> Phrasebooks:
    return load_phrasebooks(SPECS / "phrasebook")


@pytest.fixture(scope="session")
def vendor_pages() -> Path:
    if not SOURCES.folders[0].is_dir():
        pytest.skip("the vendor's pages are not at hand: they are never committed")
    return SOURCES.folders[0]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site
