"""How a result shows itself in a notebook."""

from evolink._contract.kinds import Kind
from evolink._files.media_types import HEAD, detect_media_type, find_kind_of_file, find_kind_of_suffix
from evolink.errors._shorten import cut


def render(kind: Kind, url: str, content: bytes | None) -> dict[str, str]:
    """Return representations for a notebook to choose from.

    A result that was read is embedded in the notebook. For one that was not, the notebook's page loads the link:
    showing something must not start a download here, and a coroutine could not be awaited anyway.
    """
    from base64 import b64encode
    from html import escape

    kind = find_kind_of_suffix(kind, url)
    media_type = detect_media_type(kind, content[:HEAD]) if content else None
    if content and media_type:
        kind = find_kind_of_file(kind, content[:HEAD])
        encoded = b64encode(content).decode("ascii")
        if media_type.startswith("image/"):
            return {media_type: encoded}
        url = f"data:{media_type};base64,{encoded}"
    if not url.startswith(("http", f"data:{kind.noun}/", *(f"data:{each.name};" for each in kind.media_types))):
        return {"text/html": escape(cut(url))}
    return {"text/html": kind.html.format(url=escape(url))}
