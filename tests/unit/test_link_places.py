"""Where links to files may stand in a request: found in any contract, by facts and names."""

from typing import Any

import pytest

from evolink._contract.link_places import LinkPlace, link_places, place_of, with_links

LINK = {"type": "string", "format": "uri"}
LINKS = {"type": "array", "items": LINK}


def places(properties: dict[str, Any], *required: str) -> tuple[LinkPlace, ...]:
    return link_places({"properties": properties, "required": required})


@pytest.mark.parametrize(
    ("name", "schema", "path", "kind"),
    [
        ("image_start", LINK, "image_start", "images"),
        ("clip_url", {"type": "string"}, "clip_url", None),
        ("video_urls", {"type": "array", "items": {"type": "string"}}, "video_urls.[]", "videos"),
        ("source", {**LINK, "x-evolink-image-formats": ["mp3", "wav"]}, "source", "audios"),
        ("image_urls", {**LINKS, "x-evolink-image-formats": ["mp4"]}, "image_urls.[]", "videos"),
        ("text_url", {**LINK, "x-evolink-image-formats": ["pdf"]}, "text_url", None),
        ("params", {"type": "object", "properties": {"mask": {"properties": {"url": LINK}}}}, "params.mask.url", None),
        ("refer_videos", {"items": {"properties": {"link": LINK}}}, "refer_videos.[].link", "videos"),
        ("voices", {"type": "object", "x-evolink-image-formats": ["wav"]}, "voices.*", "audios"),
    ],
)
def test_place(name: str, schema: dict[str, Any], path: str, kind: str | None) -> None:
    """A place for links has a path, and the kind of its files by their formats or else by the names."""
    (found,) = places({"prompt": {"type": "string"}, name: schema})
    assert (".".join(found.path), found.kind) == (path, kind)


def test_no_place_for_a_file() -> None:
    """The address of a callback, a text and a number with a like name are no places for files."""
    callback = {**LINK, "pattern": "^https://", "x-evolink-private-hosts-forbidden": True}
    assert places({"callback_url": callback, "images": {"type": "string"}, "max_url": {"type": "integer"}}) == ()


@pytest.mark.parametrize(
    ("properties", "required", "path"),
    [
        ({"image_start": LINK, "image_end": LINK}, [], "image_start"),
        ({"image_start": LINK, "image_urls": LINKS}, [], "image_urls.[]"),
        ({"image_urls": LINKS, "image_end": LINK}, ["image_end"], "image_end"),
        ({"image_url": {**LINK, "x-evolink-same-size-as": "photo_image"}, "photo_image": LINK}, [], "photo_image"),
        ({"parts": {"items": {"properties": {"image_url": LINK}}}, "head_image": LINK}, [], "head_image"),
        ({"video_url": LINK}, [], ""),
    ],
)
def test_place_of_a_kind(properties: dict[str, Any], required: list[str], path: str) -> None:
    """Among several places for images, the required one is meant, or the list, or the first; a mask never is."""
    found = place_of(places(properties, *required), "images")
    assert ".".join(found.path if found else ()) == path


@pytest.mark.parametrize(
    ("text", "named"),
    [("cat.png", True), ("cat", True), ("a.b/c", True), ("https://a.b/c", False), ("Data:,", False), (" ", False)],
)
def test_paths(text: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
    """What is no link in a place for links is the path of a file."""
    (place,) = places({"image_url": LINK})
    assert place.names_path(text) is named


@pytest.mark.parametrize(
    ("text", "named"),
    [("voice_7", False), ("voice.v2", False), ("./voice_7", True), ("~/a", True), ("a/b", True), ("song.MP3", True)],
)
def test_paths_beside_ids(text: str, named: bool) -> None:  # noqa: FBT001 - a column of the table
    """Where an ID of the service may stand, a path has a folder or the suffix of a media file."""
    mixed = {"type": "array", "items": {"type": "string", "x-evolink-link-or-id": True}}
    (place,) = places({"audio_references": mixed})
    assert (place.kind, place.takes_ids, place.names_path(text)) == ("audios", True, named)


def test_changed_links() -> None:
    """Every link of a request is changed with the name of its field; all else, and the request itself, stays."""
    known = places(
        {
            "image_urls": LINKS,
            "audio_url": LINK,
            "params": {
                "properties": {
                    "parts": {"items": {"properties": {"video_url": LINK}}},
                    "voices": {"type": "object", "x-evolink-image-formats": ["wav"]},
                }
            },
        }
    )
    request = {
        "prompt": "a",
        "image_urls": ("a", "b"),
        "audio_url": "c",
        "params": {"parts": [{"video_url": "d", "n": 1}, 7], "voices": {"image1": "e"}},
    }
    seen: list[str] = []

    def change(place: LinkPlace, field: str, value: str) -> str:
        seen.append(f"{field} {place.kind}")
        return value.upper()

    assert with_links(request, known, change) == {
        "prompt": "a",
        "image_urls": ["A", "B"],
        "audio_url": "C",
        "params": {"parts": [{"video_url": "D", "n": 1}, 7], "voices": {"image1": "E"}},
    }
    assert seen == [
        *("image_urls[0] images", "image_urls[1] images", "audio_url audios"),
        *("params.parts[0].video_url videos", "params.voices.image1 audios"),
    ]
    assert request["image_urls"] == ("a", "b")
    assert with_links({"image_urls": "a", "params": []}, known, change) == {"image_urls": "a", "params": []}
