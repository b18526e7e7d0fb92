"""What the pipeline's tests share: the phrasebooks, and the vendor's pages where they are at hand."""

from pathlib import Path

import pytest

from pipeline.cli import PAGES, SPECS
from pipeline.reading.phrasebook import Phrasebooks, load_phrasebooks


@pytest.fixture(scope="session")
def books() -> Phrasebooks:
    return load_phrasebooks(SPECS / "phrasebook")


@pytest.fixture(scope="session")
def vendor_pages() -> Path:
    if not PAGES.is_dir():
        pytest.skip("the vendor's pages are not at hand: they are never committed")
    return PAGES
