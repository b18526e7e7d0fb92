"""Renew the screenshots of the documentation: a terminal that runs `evolink generate`, a drawing, and the mock's page.

    python tools/screenshots.py

All are real: the command runs in a terminal, the page in Chromium, and the service is the mock. A screenshot is
written only if it shows something new, because clocks and IDs differ in each run.
"""

import re
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from screenshots_page import drawing, page
from screenshots_terminal import first, path_of_tools, screens, svg

from evolink_mock import MockServer

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
_COMMAND = """evolink generate "a lighthouse at dusk, ink and watercolour" \\
--model nano-banana-beta --size 16:9 -o lighthouse.png"""
_TITLE = "A terminal in which evolink generate waits for an image and then prints the path of its file"
_WELL_UNDER_WAY = re.compile(r"[6-8]\d %")
_SAME = 0.01
"""Share of the pixels that may differ in the same screenshot."""
_SEEN = 24
"""Difference in grey level that people can see."""
_VARYING = re.compile(r"task-unified-[\w-]+|[\u2800-\u28ff]|[━╸╺]+|\d+")


def terminal() -> str:
    """Return an SVG of the command while it runs and at its end."""
    with tempfile.TemporaryDirectory() as folder, MockServer(speed=4.0, seed="lighthouse") as server:
        environment = {
            "PATH": path_of_tools(),
            "HOME": folder,
            "EVOLINK_BASE_URL": server.base_url,
            "EVOLINK_API_KEY": server.api_key,
        }
        moments = first(screens(_COMMAND, Path(folder), environment), lambda seen: bool(_WELL_UNDER_WAY.search(seen)))
        if not (Path(folder) / "lighthouse.png").is_file():
            raise SystemExit("the command generated nothing")
    return svg(moments, _TITLE)


def is_news(path: Path, new: bytes) -> bool:
    """Return whether a screenshot differs from the existing one."""
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
    """Renew all of them."""
    FOLDER.mkdir(exist_ok=True)
    makers = {"generate.svg": lambda: terminal().encode(), "lighthouse.png": drawing, "mock.png": page}
    for name, make in makers.items():
        new = make()
        news = is_news(FOLDER / name, new)
        if news:
            (FOLDER / name).write_bytes(new)
        print(f"{name}: {'written' if news else 'unchanged'}, {len(new) // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
