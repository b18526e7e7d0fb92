"""Tests of `postcards.py` that pay nothing: `evolink_mock`, of `evolink[mock]`, is a server for each test.

The fixture sets EVOLINK_BASE_URL and EVOLINK_API_KEY, so the application makes its client as it always does.
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
    del evolink_mock  # it has set the environment that the client reads
    with EvoLink() as client:
        yield Studio(client, tmp_path)


def test_a_postcard_is_a_picture_in_a_file(studio: Studio) -> None:
    assert studio.postcard("Lisbon").read_bytes().startswith(b"\x89PNG")


def test_the_same_motif_is_paid_for_once(studio: Studio, evolink_mock: MockServer) -> None:
    assert studio.postcard("Lisbon") == studio.postcard("Lisbon")
    assert len(evolink_mock.world.tasks) == 1


def test_a_motif_that_breaks_the_rules_is_told_apart_and_gives_the_credits_back(
    studio: Studio, evolink_mock: MockServer
) -> None:
    before = studio.client.credits()
    evolink_mock.world.script(evolink_mock.api_key, "story=content_policy_violation")  # how the next task ends
    with pytest.raises(NotDrawableError):
        studio.postcard("Atlantis")
    assert studio.client.credits() == before


def test_a_lost_answer_is_never_paid_twice(studio: Studio, evolink_mock: MockServer) -> None:
    evolink_mock.world.script(evolink_mock.api_key, "fault=drop")  # the task is made, and the answer lost
    with pytest.raises(SubmissionUncertain):
        studio.postcard("Lisbon")
    assert len(evolink_mock.world.tasks) == 1


@pytest.mark.evolink_mock(credits=0)  # settings of the server, for this test
def test_without_credits_nothing_is_drawn(studio: Studio, evolink_mock: MockServer) -> None:
    with pytest.raises(InsufficientCredits):
        studio.postcard("Lisbon")
    assert not evolink_mock.world.tasks
