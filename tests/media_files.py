"""A file of each kind that every model takes, and requests in which such files stand in place of links."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PIL import Image

from evolink._contract.link_places import ITEM, LinkPlace, link_places, with_links
from evolink_mock.audios.encoding import load_av, write_sound
from evolink_mock.audios.tune import play
from evolink_rules import models, violations
from tests.models import request_to

_NAMES: Final = {"images": "cat.png", "videos": "walk.mp4", "audios": "tune.mp3"}
_RATE: Final = 24
_SECONDS: Final = 5
_SAMPLES: Final = 44_100


def write_media(folder: Path) -> None:
    """Write a file of each kind, of sides, seconds and a rate that suit every model."""
    picture = Image.linear_gradient("L").resize((1280, 1280)).convert("RGB")
    picture.save(folder / _NAMES["images"])
    av = load_av()
    with av.open(folder / _NAMES["videos"], "w") as out:
        shots = out.add_stream("libx264", rate=_RATE, options={"preset": "ultrafast"})
        shots.width, shots.height, shots.pix_fmt = 1280, 720, "yuv420p"
        frame = av.VideoFrame.from_image(picture).reformat(1280, 720, "yuv420p")
        for at in range(_RATE * _SECONDS):
            frame.pts = at
            out.mux(shots.encode(frame))
        out.mux(shots.encode(None))
    with av.open(folder / _NAMES["audios"], "w") as out:
        write_sound(out, out.add_stream("mp3", rate=_SAMPLES, layout="mono"), play("tune", _SECONDS, _SAMPLES))


def with_files(name: str, value: Callable[[str], Any] = Path) -> dict[str, Any]:
    """Return a small valid request to a model, with a local file wherever it has a link, and one if it may have links.

    Args:
        name: The model.
        value: Makes what stands in the request from the name of a file in the current folder.
    """
    places = link_places(models()[name].schema)

    def change(place: LinkPlace, _field: str, _link: Any) -> Any:
        return value(_NAMES[place.kind or "images"])

    small = request_to(name)
    changed = with_links(small, places, change)
    if changed != small:
        return changed
    tried = (request_to(name, **{place.path[0]: _link(place)}) for place in places if len(place.names) == 1)
    return with_links(next((each for each in tried if not violations(each)), small), places, change)


def _link(place: LinkPlace) -> Any:
    link = "https://example.com/file"
    return [link] if ITEM in place.path else link
