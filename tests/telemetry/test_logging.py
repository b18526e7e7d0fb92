"""Logging stays quiet, and shows neither keys nor prompts at any level."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from evolink import EvoLink, EvoLinkError
from evolink_mock import MockServer
from tests.telemetry.conftest import KEY

PROMPT = "a cat nobody may read of"
TROUBLE = """
import sys
from evolink import EvoLink, TaskFailed
with EvoLink() as client:
    try:
        client.images.generate(model="gpt-4o-image", prompt="x", save_to=sys.argv[1])
    except TaskFailed:
        pass
    client._flow.warn_once("something that programs can see who set up logging")
"""


def test_nothing_is_printed(server: MockServer, tmp_path: Path) -> None:
    """A program that sets up no logging sees nothing of it, warnings included."""
    done = subprocess.run(
        [sys.executable, "-c", TROUBLE, f"{tmp_path}/out/"],
        env=server.environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("", "")


def test_commands_print_warnings() -> None:
    """A command prints warnings, as the person who runs it has no other way to see them."""
    program = (
        "from evolink.cli._warnings import show_warnings; show_warnings(); show_warnings()\n"
        "from evolink._log import log; log.warning('the journal is full')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "the journal is full\n"


@pytest.mark.parametrize("told", ["", "fault=drop", "code=429", "code=401", "story=content_policy_violation"])
def test_no_secrets(server: MockServer, told: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever happens, no line at any level has the key or the prompt."""
    if told:
        server.world.script(KEY, told)
    caplog.set_level(logging.DEBUG)
    with EvoLink(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.sqlite") as client:
        try:
            client.images.generate(model="gpt-4o-image", prompt=PROMPT, n=2, save_to=f"{tmp_path}/out/")
        except EvoLinkError as error:
            logging.getLogger("app").warning("it failed: %s", error)
    assert caplog.records
    assert KEY not in caplog.text
    assert PROMPT not in caplog.text
