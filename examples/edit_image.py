"""Edit an image.

    python edit_image.py https://example.com/room.png "the armchair is blue"
    python edit_image.py https://example.com/room.png "a cat sleeps there" --mask https://example.com/seat.png

The service downloads the image itself, so it must have a public address. A mask is a PNG of the same size; its
transparent part is redrawn. The key is read from EVOLINK_API_KEY.
"""

import argparse
import sys
from pathlib import Path

from evolink import EvoLink, EvoLinkError, Images, InvalidRequest, Task


def edit(client: EvoLink, image: str, change: str, mask: str | None) -> Images:
    """Submit one edit, which is charged, and wait for it."""
    if mask is None:
        return client.images.generate(model="nano-banana-beta", prompt=change, image_urls=[image], on_progress=report)
    # Only this model accepts a mask. With another, the client would refuse the request before it costs anything.
    return client.images.generate(
        model="gpt-4o-image", prompt=change, image_urls=[image], mask_url=mask, on_progress=report
    )


def report(task: Task) -> None:
    """Print the progress to stderr, so that stdout has only the paths."""
    print(f"{task.status} {task.progress or 0:.0f} %", file=sys.stderr)


def main() -> int:
    """Print the path of each saved image."""
    parser = argparse.ArgumentParser(description="Edit an image.")
    parser.add_argument("image", help="address of the image")
    parser.add_argument("change", help="what to change")
    parser.add_argument("--mask", help="address of a PNG of the same size: its transparent part is redrawn")
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
