# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.file_base_64_request import FileBase64Request
from ...models.file_base_64_response import FileBase64Response
from ...models.file_error import FileError
from ...types import Response, to_status


def _get_kwargs(
    *,
    body: FileBase64Request,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/files/upload/base64",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FileBase64Response | FileError | None:
    try:
        if response.status_code == 200:
            response_200 = FileBase64Response.from_dict(errors.read_json(response, dict))

            return response_200

        if response.status_code == 400:
            response_400 = FileError.from_dict(errors.read_json(response, dict))

            return response_400

        if response.status_code == 401:
            response_401 = FileError.from_dict(errors.read_json(response, dict))

            return response_401

        if response.status_code == 429:
            response_429 = FileError.from_dict(errors.read_json(response, dict))

            return response_429

        if response.status_code == 500:
            response_500 = FileError.from_dict(errors.read_json(response, dict))

            return response_500

    except errors.UNREADABLE as error:
        raise errors.UnreadableResponse(response.status_code, response.content, response.headers) from error
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content, response.headers)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[FileBase64Response | FileError]:
    return Response(
        status_code=to_status(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FileBase64Request,
) -> Response[FileBase64Response | FileError]:
    """Upload a file as base64 text, or as a data URI

     Served at https://files-api.evolink.ai: use a client with this base URL.

    Args:
        body (FileBase64Request):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FileBase64Response | FileError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: FileBase64Request,
) -> FileBase64Response | FileError | None:
    """Upload a file as base64 text, or as a data URI

     Served at https://files-api.evolink.ai: use a client with this base URL.

    Args:
        body (FileBase64Request):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FileBase64Response | FileError
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: FileBase64Request,
) -> Response[FileBase64Response | FileError]:
    """Upload a file as base64 text, or as a data URI

     Served at https://files-api.evolink.ai: use a client with this base URL.

    Args:
        body (FileBase64Request):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[FileBase64Response | FileError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: FileBase64Request,
) -> FileBase64Response | FileError | None:
    """Upload a file as base64 text, or as a data URI

     Served at https://files-api.evolink.ai: use a client with this base URL.

    Args:
        body (FileBase64Request):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        FileBase64Response | FileError
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
