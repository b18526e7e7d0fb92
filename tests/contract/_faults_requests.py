"""Faults in which requests a server accepts and refuses: keys, schema keywords, rules from prose."""

from typing import Any, Final

from evolink_suite.target import API_KEY
from evolink_suite.values import sample

from ._fault import Fault
from ._interception import Edit, Exchange, field_of, model_of, on_error, on_request, refused, unchecked, unchecked_items

_OUTSIDE: Final = "test_just_invalid_request"
_INSIDE: Final = "test_just_valid_request"
_KEYLESS: Final = "test_call_without_the_key"
_RIGHT: Final = f"Bearer {API_KEY}"


def _accept(*, scheme: str | None = None, key: str | None = None, only: str = "") -> Edit:
    """Accept callers whose header has this scheme and this part of the key, for this kind of operation."""

    def before(exchange: Exchange) -> None:
        given = exchange.headers.get("authorization", "")
        matches = (scheme is None or given.lower().startswith(scheme)) and (key is None or key in given)
        if matches and (not only or getattr(exchange, only)):
            exchange.headers["authorization"] = _RIGHT

    return before


def _cut(name: str, by: int) -> Edit:
    """Accept values that exceed a limit by so much."""

    def repair(request: dict[str, Any]) -> None:
        value, schema = request.get(name), field_of(request, name)
        limit = schema.get("maxLength", schema.get("maxItems"))
        if isinstance(value, str | list) and limit and len(value) == limit + by:
            request[name] = value[:limit]

    return on_request(repair)


def _without_unknown(request: dict[str, Any]) -> dict[str, Any]:
    known = model_of(request).get("properties", request)
    return {name: value for name, value in request.items() if name in known}


def _first_item_only(request: dict[str, Any]) -> None:
    for name, value in request.items():
        if isinstance(value, list) and len(value) > 1 and field_of(request, name):
            request[name] = [value[0], *[sample(field_of(request, name)["items"])] * (len(value) - 1)]


def _public_callback(request: dict[str, Any]) -> None:
    value = request.get("callback_url")
    if isinstance(value, str) and value.endswith("/hook") and "localhost" not in value:
        request["callback_url"] = "https://example.com/hook"


def _plain_callback(request: dict[str, Any]) -> None:
    value = request.get("callback_url")
    if isinstance(value, str):
        request["callback_url"] = value.replace("http://", "https://")


def _prompted(request: dict[str, Any]) -> None:
    if "prompt" in model_of(request).get("required", ()):
        request.setdefault("prompt", "x")


def _worded(request: dict[str, Any]) -> None:
    if isinstance(request.get("prompt"), str):
        request["prompt"] = request["prompt"].strip() or "x"


def _modelled(request: dict[str, Any]) -> None:
    request.setdefault("model", "gpt-4o-image" if "n" in request else "nano-banana-beta")


def _maskless(request: dict[str, Any]) -> None:
    if "image_urls" not in request:
        request.pop("mask_url", None)


def _one_image_with_mask(request: dict[str, Any]) -> None:
    if "mask_url" in request and isinstance(request.get("image_urls"), list):
        request["image_urls"] = request["image_urls"][:1]


def _some_image_with_mask(request: dict[str, Any]) -> None:
    if "mask_url" in request and request.get("image_urls") == []:
        request["image_urls"] = ["https://example.com/x"]


def _lower_case(name: str) -> Edit:
    def repair(request: dict[str, Any]) -> None:
        value, known = request.get(name), field_of(request, name).get("enum", ())
        if isinstance(value, str):
            request[name] = next((each for each in known if each.lower() == value.lower()), value)

    return on_request(repair)


def _any_model(request: dict[str, Any]) -> None:
    if not model_of(request) and isinstance(request.get("model"), str):
        request["model"] = request["model"].strip().lower()


def _numeric_text(request: dict[str, Any]) -> None:
    if isinstance(request.get("n"), str) and request["n"].isdecimal():
        request["n"] = int(request["n"])


def _blame_the_prompt(answer: dict[str, Any]) -> None:
    if "param" in answer["error"]:
        answer["error"]["param"] = "prompt"


def _blame_nothing(answer: dict[str, Any]) -> None:
    answer["error"].pop("param", None)


def _bytes(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 2000 < len(value.encode())


def _units(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= 2000 < len(value.encode("utf-16-le")) // 2


AUTH: Final = (
    Fault("auth", "no key is needed", _KEYLESS, _accept()),
    Fault("auth", "any bearer key opens", _KEYLESS, _accept(scheme="bearer ")),
    Fault("auth", "a part of the key is enough", _KEYLESS, _accept(scheme="bearer ", key=API_KEY[:-1])),
    Fault("auth", "the key alone opens, without a scheme", _KEYLESS, _accept(scheme=API_KEY)),
    Fault("auth", "the key opens under another scheme", _KEYLESS, _accept(scheme="token", key=API_KEY)),
    Fault("auth", "the bare key opens as Basic", _KEYLESS, _accept(scheme="basic", key=API_KEY)),
    Fault("auth", "any Basic credentials open", _KEYLESS, _accept(scheme="basic")),
    Fault("auth", "reading tasks needs no key", _KEYLESS, _accept(only="is_task")),
    Fault("auth", "creating tasks needs no key", _KEYLESS, _accept(only="is_create")),
    Fault("auth", "reading credits needs no key", _KEYLESS, _accept(only="is_credits")),
    Fault("auth", "files need no key", _KEYLESS, _accept(only="is_of_files")),
)

KEYWORDS: Final = (
    *(
        Fault("validation", f"{name}: {keyword} is not checked", _OUTSIDE, unchecked(name, keyword))
        for name, keyword in (
            ("prompt", "type"),
            ("prompt", "maxLength"),
            ("size", "enum"),
            ("quality", "enum"),
            ("n", "enum"),
            ("image_urls", "type"),
            ("image_urls", "maxItems"),
            ("mask_url", "pattern"),
            ("mask_url", "format"),
            ("callback_url", "maxLength"),
            ("callback_url", "format"),
        )
    ),
    *(
        Fault("validation", f"image_urls items: {keyword} is not checked", _OUTSIDE, unchecked_items(*where))
        for keyword in ("type", "pattern", "format")
        for where in [("image_urls", keyword)]
    ),
    Fault("validation", "a blank prompt is accepted", _OUTSIDE, on_request(_worded)),
    Fault("validation", "only the first item is checked", _OUTSIDE, on_request(_first_item_only)),
    Fault("validation", "a prompt may be one character too long", _OUTSIDE, _cut("prompt", 1)),
    Fault("validation", "there may be one image too many", _OUTSIDE, _cut("image_urls", 1)),
    Fault("validation", "unknown fields are ignored", _OUTSIDE, on_request(_without_unknown)),
    Fault("validation", "a prompt may be missing", _OUTSIDE, on_request(_prompted)),
    Fault("validation", "a model may be missing", _OUTSIDE, on_request(_modelled)),
    Fault("validation", "values are accepted in any case", _OUTSIDE, _lower_case("quality")),
    Fault("validation", "model names are accepted in any case", _OUTSIDE, on_request(_any_model)),
    Fault("validation", "numbers may be text", _OUTSIDE, on_request(_numeric_text)),
    Fault("validation", "lengths are counted in bytes", _INSIDE, refused("prompt", _bytes)),
    Fault("validation", "lengths are counted in UTF-16 units", _INSIDE, refused("prompt", _units)),
    Fault("validation", "a documented size is refused", _INSIDE, refused("size", lambda value: value == "9:16")),
    Fault("validation", "a documented number of images is refused", _INSIDE, refused("n", lambda value: value == 4)),
    Fault("validation", "an alias of a model is refused", _INSIDE, refused("model", lambda name: "gemini-2.5" in name)),
    Fault(
        "validation",
        "the highest number of images is refused",
        _INSIDE,
        refused("image_urls", lambda urls: len(urls) == 10),
    ),
    Fault("validation", "the prompt is blamed for all", _OUTSIDE, after=on_error(_blame_the_prompt)),
    Fault("validation", "no field is blamed", _OUTSIDE, after=on_error(_blame_nothing)),
)

PROSE: Final = (
    Fault("prose", "callbacks may be plain http", _OUTSIDE, on_request(_plain_callback)),
    Fault("prose", "only one spelling of private callback hosts is refused", _OUTSIDE, on_request(_public_callback)),
    Fault("prose", "a mask needs no image", _OUTSIDE, on_request(_maskless)),
    Fault("prose", "a mask may come with two images", _OUTSIDE, on_request(_one_image_with_mask)),
    Fault("prose", "a mask may come with an empty list", _OUTSIDE, on_request(_some_image_with_mask)),
)
