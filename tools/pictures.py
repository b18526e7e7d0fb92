"""Make the pictures of the documentation: a terminal in which `evolink generate` runs, and the mock's page.

    python tools/pictures.py

Both show what is really there: the command in a terminal of its own, the page in Chromium, the service a mock. A
picture is written only if it shows something new: clocks and the like differ in each run.
"""

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from pictures_page import page
from pictures_terminal import first, path_of_tools, screens, svg
from PIL import Image, ImageChops

from evolink_mock import MockServer

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
_COMMAND = """evolink generate "a lighthouse at dusk, ink and watercolour" \\
--model nano-banana-beta --size 16:9 -o lighthouse.png"""
_TITLE = "A terminal in which evolink generate waits for a picture and then prints the path of its file"
_WELL_UNDER_WAY = re.compile(r"[6-8]\d %")
_SAME = 0.01
"""Share of a picture's pixels that may differ for it to count as the same."""
_SEEN = 24
"""Levels of grey by which a pixel must differ for people to see it."""
_VARYING = re.compile(r"task-unified-[\w-]+|[\u2800-\u28ff]|[━╸╺]+|\d+")


def terminal() -> str:
    """Run the command, and draw it under way and at its end."""
    with tempfile.TemporaryDirectory() as folder, MockServer(speed=4.0, seed="lighthouse") as server:
        environment = {
            "PATH": path_of_tools(),
            "HOME": folder,
            "EVOLINK_BASE_URL": server.base_url,
            "EVOLINK_API_KEY": server.api_key,
        }
        moments = first(screens(_COMMAND, Path(folder), environment), lambda seen: bool(_WELL_UNDER_WAY.search(seen)))
        if not (Path(folder) / "lighthouse.png").is_file():
            raise SystemExit("the command has drawn nothing")
    return svg(moments, _TITLE)


def is_news(path: Path, new: bytes) -> bool:
    """Return whether a picture shows something else than the one that is there."""
    if not path.is_file():
        return True
    old = path.read_bytes()
    if path.suffix == ".svg":
        return _VARYING.sub("", old.decode()) != _VARYING.sub("", new.decode())
    one, two = (Image.open(BytesIO(each)).convert("L") for each in (old, new))
    if one.size != two.size:
        return True
    changed = sum(ImageChops.difference(one, two).histogram()[_SEEN:])
    return changed > _SAME * one.width * one.height


def main() -> int:
    """Make both."""
    FOLDER.mkdir(exist_ok=True)
    for name, make in {"generate.svg": lambda: terminal().encode(), "mock.png": page}.items():
        new = make()
        news = is_news(FOLDER / name, new)
        if news:
            (FOLDER / name).write_bytes(new)
        print(f"{name}: {'written' if news else 'as before'}, {len(new) // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
