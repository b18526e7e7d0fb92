# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.audio_generation_response import AudioGenerationResponse
from ...models.doubao_seed_audio_10_request import DoubaoSeedAudio10Request
from ...models.error_response import ErrorResponse
from ...models.qwen_3_tts_vd_request import Qwen3TtsVdRequest
from ...models.qwen_voice_design_request import QwenVoiceDesignRequest
from ...models.suno_persona_request import SunoPersonaRequest
from ...models.suno_v4_beta_request import SunoV4BetaRequest
from ...models.suno_v5_beta_request import SunoV5BetaRequest
from ...models.suno_v6_beta_request import SunoV6BetaRequest
from ...models.suno_v6_mini_beta_request import SunoV6MiniBetaRequest
from ...models.suno_v45_all_beta_request import SunoV45AllBetaRequest
from ...models.suno_v45_plus_beta_request import SunoV45PlusBetaRequest
from ...types import Response, to_status


def _get_kwargs(
    *,
    body: DoubaoSeedAudio10Request
    | Qwen3TtsVdRequest
    | QwenVoiceDesignRequest
    | SunoPersonaRequest
    | SunoV45AllBetaRequest
    | SunoV45PlusBetaRequest
    | SunoV4BetaRequest
    | SunoV5BetaRequest
    | SunoV6BetaRequest
    | SunoV6MiniBetaRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/audios/generations",
    }

    if isinstance(body, DoubaoSeedAudio10Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, QwenVoiceDesignRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Qwen3TtsVdRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SunoPersonaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SunoV4BetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SunoV45AllBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SunoV45PlusBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SunoV5BetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, SunoV6BetaRequest):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AudioGenerationResponse | ErrorResponse | None:
    try:
        if response.status_code == 200:
            response_200 = AudioGenerationResponse.from_dict(errors.read_json(response, dict))

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

        if response.status_code == 409:
            response_409 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_409

        if response.status_code == 413:
            response_413 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_413

        if response.status_code == 429:
            response_429 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_429

        if response.status_code == 500:
            response_500 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_500

        if response.status_code == 502:
            response_502 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_502

        if response.status_code == 503:
            response_503 = ErrorResponse.from_dict(errors.read_json(response, dict))

            return response_503

    except errors.UNREADABLE as error:
        raise errors.UnreadableResponse(response.status_code, response.content, response.headers) from error
    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content, response.headers)
    return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[AudioGenerationResponse | ErrorResponse]:
    return Response(
        status_code=to_status(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedAudio10Request
    | Qwen3TtsVdRequest
    | QwenVoiceDesignRequest
    | SunoPersonaRequest
    | SunoV45AllBetaRequest
    | SunoV45PlusBetaRequest
    | SunoV4BetaRequest
    | SunoV5BetaRequest
    | SunoV6BetaRequest
    | SunoV6MiniBetaRequest,
) -> Response[AudioGenerationResponse | ErrorResponse]:
    """Start an audio task

    Args:
        body (DoubaoSeedAudio10Request | Qwen3TtsVdRequest | QwenVoiceDesignRequest |
            SunoPersonaRequest | SunoV45AllBetaRequest | SunoV45PlusBetaRequest | SunoV4BetaRequest |
            SunoV5BetaRequest | SunoV6BetaRequest | SunoV6MiniBetaRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AudioGenerationResponse | ErrorResponse]
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
    body: DoubaoSeedAudio10Request
    | Qwen3TtsVdRequest
    | QwenVoiceDesignRequest
    | SunoPersonaRequest
    | SunoV45AllBetaRequest
    | SunoV45PlusBetaRequest
    | SunoV4BetaRequest
    | SunoV5BetaRequest
    | SunoV6BetaRequest
    | SunoV6MiniBetaRequest,
) -> AudioGenerationResponse | ErrorResponse | None:
    """Start an audio task

    Args:
        body (DoubaoSeedAudio10Request | Qwen3TtsVdRequest | QwenVoiceDesignRequest |
            SunoPersonaRequest | SunoV45AllBetaRequest | SunoV45PlusBetaRequest | SunoV4BetaRequest |
            SunoV5BetaRequest | SunoV6BetaRequest | SunoV6MiniBetaRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AudioGenerationResponse | ErrorResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedAudio10Request
    | Qwen3TtsVdRequest
    | QwenVoiceDesignRequest
    | SunoPersonaRequest
    | SunoV45AllBetaRequest
    | SunoV45PlusBetaRequest
    | SunoV4BetaRequest
    | SunoV5BetaRequest
    | SunoV6BetaRequest
    | SunoV6MiniBetaRequest,
) -> Response[AudioGenerationResponse | ErrorResponse]:
    """Start an audio task

    Args:
        body (DoubaoSeedAudio10Request | Qwen3TtsVdRequest | QwenVoiceDesignRequest |
            SunoPersonaRequest | SunoV45AllBetaRequest | SunoV45PlusBetaRequest | SunoV4BetaRequest |
            SunoV5BetaRequest | SunoV6BetaRequest | SunoV6MiniBetaRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AudioGenerationResponse | ErrorResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedAudio10Request
    | Qwen3TtsVdRequest
    | QwenVoiceDesignRequest
    | SunoPersonaRequest
    | SunoV45AllBetaRequest
    | SunoV45PlusBetaRequest
    | SunoV4BetaRequest
    | SunoV5BetaRequest
    | SunoV6BetaRequest
    | SunoV6MiniBetaRequest,
) -> AudioGenerationResponse | ErrorResponse | None:
    """Start an audio task

    Args:
        body (DoubaoSeedAudio10Request | Qwen3TtsVdRequest | QwenVoiceDesignRequest |
            SunoPersonaRequest | SunoV45AllBetaRequest | SunoV45PlusBetaRequest | SunoV4BetaRequest |
            SunoV5BetaRequest | SunoV6BetaRequest | SunoV6MiniBetaRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AudioGenerationResponse | ErrorResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
