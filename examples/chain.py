"""Redraw a picture, film it and give it a sound, within a budget of 40 credits: `python chain.py harbour.png`.

Killed at any moment and run again, it goes on from there: nothing is paid twice, and every file is whole.
"""

import sys
from pathlib import Path
from typing import Any

from evolink import EvoLink

FOLDER, BUDGET, GUESS = Path("chain"), 40.0, 10.0  # a guess, in credits, for what has no known price


def step(client: EvoLink, name: str, maker: Any, **request: Any) -> Path:
    for finished in FOLDER.glob(f"{name}.*"):
        return finished
    charged = [call for call in client.journal.calls() if call.state not in {"failed", "refused"}]
    spent = sum(call.credits_used or call.credits_reserved or 0 for call in charged)
    price = client.estimate(**request).credits or GUESS
    if spent + price > BUDGET:
        sys.exit(f"{name}: it costs {price:g} credits, and {spent:g} of {BUDGET:g} are spent")
    return Path(maker.generate(**request, save_to=FOLDER / name).paths[0])


def main(source: Path, image: str = "nano-banana-beta", video: str = "kling-o1-image-to-video") -> None:
    FOLDER.mkdir(exist_ok=True)
    with EvoLink(journal=FOLDER / "journal.sqlite") as client:
        client.reconcile()  # a call whose answer was lost in a crash gets its task, if the service lists it
        for left in client.resume():
            if left.error:
                sys.exit(str(left.error))
        picture = step(client, "picture", client.images, model=image, prompt="at night", image_urls=[source])
        film = step(client, "film", client.videos, model=video, prompt="it sails away", image_urls=[picture])
        sound = step(
            client, "sound", client.audios, model="doubao-seed-audio-1-0", prompt="waves", image_urls=[picture]
        )
        print(picture, film, sound, sep="\n")


if __name__ == "__main__":  # so that nothing is paid when something imports this file
    main(Path(sys.argv[1] if sys.argv[1:] else sys.exit(__doc__)))
