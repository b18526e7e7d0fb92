"""Edit an image.

    python edit_image.py harbour.png "the boat is blue"
    python edit_image.py https://example.com/room.png "a cat sleeps there" --mask seat.png

A file from this machine is checked and uploaded; a link is opened by the service itself. A mask is a PNG of the same
size; its transparent part is redrawn. The key is read from EVOLINK_API_KEY.
"""

import argparse
import sys
from pathlib import Path

from evolink import EvoLink, EvoLinkError, Images, InvalidRequest, Task


def edit(client: EvoLink, image: Path | str, change: str, mask: Path | str | None) -> Images:
    """Submit one edit, which is charged, and wait for it."""
    if mask is None:
        return client.images.generate(model="nano-banana-beta", prompt=change, image_urls=[image], on_progress=report)
    # Only this model accepts a mask. With another, the client would refuse the request before it costs anything.
    return client.images.generate(
        model="gpt-4o-image", prompt=change, image_urls=[image], mask_url=mask, on_progress=report
    )


def file_or_link(text: str) -> Path | str:
    """Return what an argument names: the client uploads a path, and sends a link as it is."""
    return text if "://" in text else Path(text)


def report(task: Task) -> None:
    """Print the progress to stderr, so that stdout has only the paths."""
    print(f"{task.status} {task.progress or 0:.0f} %", file=sys.stderr)


def main() -> int:
    """Print the path of each saved image."""
    parser = argparse.ArgumentParser(description="Edit an image.")
    parser.add_argument("image", type=file_or_link, help="path or address of the image")
    parser.add_argument("change", help="what to change")
    parser.add_argument(
        "--mask", type=file_or_link, help="path or address of a PNG of the same size: its transparent part is redrawn"
    )
    parser.add_argument("--folder", type=Path, default=Path(), help="folder for the files")
    given = parser.parse_args()
    try:
        with EvoLink() as client:
            # Links expire after a day; files do not.
            print(*edit(client, given.image, given.change, given.mask).save(given.folder), sep="\n")
    except InvalidRequest as refused:
        for broken in refused.violations:
            print(f"{broken.field}: {broken.message}", file=sys.stderr)
        return 2
    except EvoLinkError as error:  # its message says whether the call may have been charged, and how to continue
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
