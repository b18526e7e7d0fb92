"""A screenshot of the mock's page with several tasks, and a picture that the mock draws."""

import os
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from evolink import EvoLink
from evolink_mock import Clock, MockServer

_SIZE = (1360, 1000)
_DRAWING = (800, 450)
_PATIENCE = 60
_NOON = 1_767_268_800.0
"""1 January 2026, 12:00 UTC. IDs, and so the images, depend on the time."""


def page() -> bytes:
    """Return a PNG of the page."""
    still = MockServer(seed="page")
    still.clock = Clock(speed=0, start=_NOON)
    with still as server, tempfile.TemporaryDirectory() as folder:
        _work(server)
        shot = Path(folder) / "page.png"
        _shoot(f"{server.base_url}/", shot, Path(folder) / "profile")
        return _packed(shot)


def drawing() -> bytes:
    """Return a small PNG of what the mock draws for the call on the first page of the documentation."""
    still = MockServer(seed="page")
    still.clock = Clock(speed=0, start=_NOON)
    with still as server, EvoLink(api_key=server.api_key, base_url=server.base_url) as client:
        prompt = "a lighthouse at dusk, ink and watercolour"
        task = client.images.submit(model="nano-banana-beta", prompt=prompt, size="16:9")
        server.clock.advance(600)
        into = BytesIO()
        with Image.open(BytesIO(task.wait()[0].to_bytes())) as drawn:
            drawn.thumbnail(_DRAWING)
            drawn.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(into, "PNG", optimize=True)
        return into.getvalue()


def _work(server: MockServer) -> None:
    """Create tasks in every state."""
    with EvoLink(api_key=server.api_key, base_url=server.base_url) as client:
        client.images.submit(model="nano-banana-beta", prompt="a lighthouse at dusk, ink and watercolour", size="16:9")
        client.images.submit(model="gpt-4o-image", prompt="two cats on a roof", n=2, size="1:1")
        client.videos.submit(model="wan2.6-text-to-video", prompt="waves roll onto a beach", duration=5)
        client.audios.submit(model="suno-v5-beta", prompt="a waltz for two guitars")
        server.clock.advance(600)
        client.images.submit(model="nano-banana-2-lite", prompt="a market in the rain", size="4:3", quality="1K")
        server.world.script(server.api_key, "story=content_policy_violation")
        client.images.submit(model="nano-banana-beta", prompt="somebody famous", size="1:1")
        server.clock.advance(120)
        client.images.submit(model="gemini-3-pro-image-preview", prompt="a map of an island", size="3:2", quality="1K")
        server.clock.advance(40)
        client.images.submit(model="gpt-4o-image", prompt="a paper boat", size="3:2")
        for task in list(server.world.tasks):
            client.tasks.get(task)


def _shoot(url: str, to: Path, profile: Path) -> None:
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise SystemExit("this screenshot needs Chromium: apt-get install chromium fonts-noto-cjk")
    command = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"),
        *(f"--user-data-dir={profile}", f"--window-size={_SIZE[0]},{_SIZE[1]}", f"--screenshot={to}"),
        *("--virtual-time-budget=8000", url),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE, env={**os.environ, "TZ": "UTC"})


def _packed(shot: Path) -> bytes:
    """Return the screenshot, compressed better than by Chromium."""
    into = BytesIO()
    Image.open(shot).convert("RGB").save(into, "PNG", optimize=True)
    return into.getvalue()
