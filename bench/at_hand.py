"""A service in the caller's own process: a bench sees what a client costs without the network below it."""

from typing import Final

import httpx

from bench.answers import LINK, PNG, answer_to

ADDRESS: Final = "http://127.0.0.1:9"
"""No server listens there."""


class AtHand(httpx.AsyncBaseTransport):
    """Creates every task at once, completes it at the first read, and returns the same image for all."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer as the service would."""
        if request.url.host == httpx.URL(LINK).host:
            return httpx.Response(200, content=PNG, headers={"content-type": "image/png"})
        return httpx.Response(200, content=answer_to(request.method, request.url.path))


def client_of(base_url: str) -> httpx.AsyncClient | None:  # noqa: TID251 - as below
    """Return a client that sends nothing if the address is `ADDRESS`; None to use the default."""
    return httpx.AsyncClient(transport=AtHand()) if base_url == ADDRESS else None  # noqa: TID251 - it sends nothing
