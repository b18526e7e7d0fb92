"""Change something in a picture.

    python edit_image.py https://example.com/room.png "the armchair is blue"
    python edit_image.py https://example.com/room.png "a cat sleeps there" --mask https://example.com/seat.png

The service fetches the picture itself, so it must lie at a public address. A mask is a PNG of the same size whose
transparent part is drawn anew. The key comes from EVOLINK_API_KEY.
"""

import argparse
import sys
from pathlib import Path

from evolink import EvoLink, EvoLinkError, Images, InvalidRequest, Task


def edit(client: EvoLink, picture: str, change: str, mask: str | None) -> Images:
    """Pay for one edit and wait for it."""
    if mask is None:
        return client.images.generate(model="nano-banana-beta", prompt=change, image_urls=[picture], on_progress=tell)
    # Only this model takes a mask; another would be refused here, before it costs anything.
    return client.images.generate(
        model="gpt-4o-image", prompt=change, image_urls=[picture], mask_url=mask, on_progress=tell
    )


def tell(task: Task) -> None:
    """Say how it goes, apart from the data on stdout."""
    print(f"{task.status} {task.progress or 0:.0f} %", file=sys.stderr)


def main() -> int:
    """Print the paths of the files, one for each picture."""
    parser = argparse.ArgumentParser(description="Change something in a picture.")
    parser.add_argument("picture", help="its address")
    parser.add_argument("change", help="what shall be different")
    parser.add_argument("--mask", help="address of a PNG of the same size: its transparent part is drawn anew")
    parser.add_argument("--folder", type=Path, default=Path(), help="where the files go")
    given = parser.parse_args()
    try:
        with EvoLink() as client:
            # Links die after a day; files do not.
            print(*edit(client, given.picture, given.change, given.mask).save(given.folder), sep="\n")
    except InvalidRequest as refused:
        for broken in refused.violations:
            print(f"{broken.field}: {broken.message}", file=sys.stderr)
        return 2
    except EvoLinkError as error:  # its text says whether it may have been charged, and how to go on
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
