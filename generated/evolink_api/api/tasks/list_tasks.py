# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_response import ErrorResponse
from ...models.list_tasks_status import ListTasksStatus
from ...models.tasks_response import TasksResponse
from ...types import UNSET, Response, Unset, to_status


def _get_kwargs(
    *,
    status: ListTasksStatus | Unset = UNSET,
    page_size: int | Unset = 20,
    type_: str | Unset = UNSET,
    model: str | Unset = UNSET,
    page: int | Unset = 1,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_status: str | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = status

    params["status"] = json_status

    params["page_size"] = page_size

    params["type"] = type_

    params["model"] = model

    params["page"] = page

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/tasks",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorResponse | TasksResponse | None:
    try:
        if response.status_code == 200:
            response_200 = TasksResponse.from_dict(errors.read_json(response, dict))

            return response_200

        if response.status_code == 400:
            response_400 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_400

        if response.status_code == 401:
            response_401 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_401

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
) -> Response[ErrorResponse | TasksResponse]:
    return Response(
        status_code=to_status(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    status: ListTasksStatus | Unset = UNSET,
    page_size: int | Unset = 20,
    type_: str | Unset = UNSET,
    model: str | Unset = UNSET,
    page: int | Unset = 1,
) -> Response[ErrorResponse | TasksResponse]:
    """List tasks

    Args:
        status (ListTasksStatus | Unset):
        page_size (int | Unset):  Default: 20.
        type_ (str | Unset):
        model (str | Unset):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | TasksResponse]
    """

    kwargs = _get_kwargs(
        status=status,
        page_size=page_size,
        type_=type_,
        model=model,
        page=page,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    status: ListTasksStatus | Unset = UNSET,
    page_size: int | Unset = 20,
    type_: str | Unset = UNSET,
    model: str | Unset = UNSET,
    page: int | Unset = 1,
) -> ErrorResponse | TasksResponse | None:
    """List tasks

    Args:
        status (ListTasksStatus | Unset):
        page_size (int | Unset):  Default: 20.
        type_ (str | Unset):
        model (str | Unset):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | TasksResponse
    """

    return sync_detailed(
        client=client,
        status=status,
        page_size=page_size,
        type_=type_,
        model=model,
        page=page,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    status: ListTasksStatus | Unset = UNSET,
    page_size: int | Unset = 20,
    type_: str | Unset = UNSET,
    model: str | Unset = UNSET,
    page: int | Unset = 1,
) -> Response[ErrorResponse | TasksResponse]:
    """List tasks

    Args:
        status (ListTasksStatus | Unset):
        page_size (int | Unset):  Default: 20.
        type_ (str | Unset):
        model (str | Unset):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | TasksResponse]
    """

    kwargs = _get_kwargs(
        status=status,
        page_size=page_size,
        type_=type_,
        model=model,
        page=page,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    status: ListTasksStatus | Unset = UNSET,
    page_size: int | Unset = 20,
    type_: str | Unset = UNSET,
    model: str | Unset = UNSET,
    page: int | Unset = 1,
) -> ErrorResponse | TasksResponse | None:
    """List tasks

    Args:
        status (ListTasksStatus | Unset):
        page_size (int | Unset):  Default: 20.
        type_ (str | Unset):
        model (str | Unset):
        page (int | Unset):  Default: 1.

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | TasksResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            status=status,
            page_size=page_size,
            type_=type_,
            model=model,
            page=page,
        )
    ).parsed
