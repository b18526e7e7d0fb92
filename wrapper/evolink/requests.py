"""The parameters of every model as types, to build a request in one place and send it in another.

Each is a `TypedDict` of the parameters of one model, named after it; hovering over a key shows its limits.

    from evolink.requests import Gpt4oImageRequest

    request: Gpt4oImageRequest = {"prompt": "a poster for a play", "size": "2:3"}
    task = client.images.submit(model="gpt-4o-image", **request)

`Link` and `Links` are what stands where a model takes a link or several, `File` what may be uploaded for one, and
`EarlierTask` what `task=` takes.
"""

from evolink_contract.requests import *  # noqa: F403 - all of its names, which the contract decides
