# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_response import ErrorResponse
from ...models.task_detail_response import TaskDetailResponse
from ...types import Response, to_status


def _get_kwargs(
    task_id: str,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/tasks/{task_id}".format(
            task_id=quote(str(task_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorResponse | TaskDetailResponse | None:
    try:
        if response.status_code == 200:
            response_200 = TaskDetailResponse.from_dict(errors.read_json(response, dict))

            return response_200

        if response.status_code == 400:
            response_400 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_400

        if response.status_code == 401:
            response_401 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_401

        if response.status_code == 402:
            response_402 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_402

        if response.status_code == 403:
            response_403 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_403

        if response.status_code == 404:
            response_404 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_404

        if response.status_code == 429:
            response_429 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_429

        if response.status_code == 500:
            response_500 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_500

    except errors.UNREADABLE as error:
        raise errors.UnreadableResponse(response.status_code, response.content, response.headers) from error
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content, response.headers)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorResponse | TaskDetailResponse]:
    return Response(
        status_code=to_status(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ErrorResponse | TaskDetailResponse]:
    """Read a task

    Args:
        task_id (str):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | TaskDetailResponse]
    """

    kwargs = _get_kwargs(
        task_id=task_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ErrorResponse | TaskDetailResponse | None:
    """Read a task

    Args:
        task_id (str):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | TaskDetailResponse
    """

    return sync_detailed(
        task_id=task_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> Response[ErrorResponse | TaskDetailResponse]:
    """Read a task

    Args:
        task_id (str):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | TaskDetailResponse]
    """

    kwargs = _get_kwargs(
        task_id=task_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    task_id: str,
    *,
    client: AuthenticatedClient | Client,
) -> ErrorResponse | TaskDetailResponse | None:
    """Read a task

    Args:
        task_id (str):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | TaskDetailResponse
    """

    return (
        await asyncio_detailed(
            task_id=task_id,
            client=client,
        )
    ).parsed
