"""Tests of `postcards.py` that cost nothing: the fixture `evolink_mock` starts a server for each test.

The fixture sets EVOLINK_BASE_URL and EVOLINK_API_KEY, so the application creates its client as usual.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from postcards import NotDrawableError, Studio

from evolink import EvoLink, SubmissionUncertain
from evolink.errors import InsufficientCredits
from evolink_mock import MockServer


@pytest.fixture
def studio(evolink_mock: MockServer, tmp_path: Path) -> Iterator[Studio]:
    del evolink_mock  # it sets the environment that the client reads
    with EvoLink() as client:
        yield Studio(client, tmp_path)


def test_postcard(studio: Studio) -> None:
    """A postcard is a PNG file."""
    assert studio.postcard("Lisbon").read_bytes().startswith(b"\x89PNG")


def test_same_motif(studio: Studio, evolink_mock: MockServer) -> None:
    """A motif is paid for only once."""
    assert studio.postcard("Lisbon") == studio.postcard("Lisbon")
    assert len(evolink_mock.world.tasks) == 1


def test_rejected_motif(studio: Studio, evolink_mock: MockServer) -> None:
    """A rejected motif raises its own error and returns the credits."""
    before = studio.client.credits()
    evolink_mock.world.script(evolink_mock.api_key, "story=content_policy_violation")  # how the next task ends
    with pytest.raises(NotDrawableError):
        studio.postcard("Atlantis")
    assert studio.client.credits() == before


def test_lost_response(studio: Studio, evolink_mock: MockServer) -> None:
    """A call is not repeated when its response is lost."""
    evolink_mock.world.script(evolink_mock.api_key, "fault=drop")  # the task is created, but the response is lost
    with pytest.raises(SubmissionUncertain):
        studio.postcard("Lisbon")
    assert len(evolink_mock.world.tasks) == 1


@pytest.mark.evolink_mock(credits=0)  # settings of the server for this test
def test_no_credits(studio: Studio, evolink_mock: MockServer) -> None:
    """Without credits, no task is created."""
    with pytest.raises(InsufficientCredits):
        studio.postcard("Lisbon")
    assert not evolink_mock.world.tasks
