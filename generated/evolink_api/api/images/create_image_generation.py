# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.error_response import ErrorResponse
from ...models.gemini_3_pro_image_preview_request import Gemini3ProImagePreviewRequest
from ...models.gpt_4o_image_request import Gpt4OImageRequest
from ...models.image_generation_response import ImageGenerationResponse
from ...models.nano_banana_2_lite_request import NanoBanana2LiteRequest
from ...models.nano_banana_beta_request import NanoBananaBetaRequest
from ...types import Response


def _get_kwargs(
    *,
    body: Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/images/generations",
    }

    if isinstance(body, Gemini3ProImagePreviewRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Gpt4OImageRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, NanoBanana2LiteRequest):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorResponse | ImageGenerationResponse | None:
    if response.status_code == 200:
        response_200 = ImageGenerationResponse.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = ErrorResponse.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ErrorResponse.from_dict(response.json())

        return response_401

    if response.status_code == 402:
        response_402 = ErrorResponse.from_dict(response.json())

        return response_402

    if response.status_code == 403:
        response_403 = ErrorResponse.from_dict(response.json())

        return response_403

    if response.status_code == 429:
        response_429 = ErrorResponse.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = ErrorResponse.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ErrorResponse | ImageGenerationResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest,
) -> Response[ErrorResponse | ImageGenerationResponse]:
    """Start an image task

    Args:
        body (Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest |
            NanoBananaBetaRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | ImageGenerationResponse]
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
    body: Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest,
) -> ErrorResponse | ImageGenerationResponse | None:
    """Start an image task

    Args:
        body (Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest |
            NanoBananaBetaRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | ImageGenerationResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest,
) -> Response[ErrorResponse | ImageGenerationResponse]:
    """Start an image task

    Args:
        body (Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest |
            NanoBananaBetaRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | ImageGenerationResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest,
) -> ErrorResponse | ImageGenerationResponse | None:
    """Start an image task

    Args:
        body (Gemini3ProImagePreviewRequest | Gpt4OImageRequest | NanoBanana2LiteRequest |
            NanoBananaBetaRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | ImageGenerationResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
