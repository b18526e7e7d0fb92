"""How a picture shows itself in a notebook."""

from evolink._files.memory import Memory
from evolink.errors._echo import cut


def shown(url: str, picture: Memory | None) -> dict[str, str]:
    """Return forms for a notebook to choose from.

    A picture that was read stands in the notebook itself. For one that was not, the notebook's page loads the
    link: showing something must not start a download in here, and a coroutine could not be awaited anyway.
    """
    from base64 import b64encode
    from html import escape

    if picture and picture.media_type.startswith("image/"):
        return {picture.media_type: b64encode(picture.content).decode("ascii")}
    if not url.startswith(("http", "data:image/")):
        return {"text/html": escape(cut(url))}
    return {"text/html": f'<img src="{escape(url)}" style="max-width: 30em">'}
