# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.doubao_seedream_40_request import DoubaoSeedream40Request
from ...models.doubao_seedream_50_flash_layerize_request import DoubaoSeedream50FlashLayerizeRequest
from ...models.doubao_seedream_50_flash_request import DoubaoSeedream50FlashRequest
from ...models.doubao_seedream_50_lite_request import DoubaoSeedream50LiteRequest
from ...models.error_response import ErrorResponse
from ...models.gemini_3_pro_image_preview_request import Gemini3ProImagePreviewRequest
from ...models.gemini_31_flash_image_preview_request import Gemini31FlashImagePreviewRequest
from ...models.gemini_31_flash_lite_image_request import Gemini31FlashLiteImageRequest
from ...models.gpt_4o_image_request import Gpt4OImageRequest
from ...models.gpt_image_2_beta_request import GptImage2BetaRequest
from ...models.gpt_image_2_request import GptImage2Request
from ...models.gpt_image_15_request import GptImage15Request
from ...models.gpt_image_25_flare_request import GptImage25FlareRequest
from ...models.grok_imagine_image_20_request import GrokImagineImage20Request
from ...models.image_generation_response import ImageGenerationResponse
from ...models.krea_2_turbo_request import Krea2TurboRequest
from ...models.mj_v7_edit_request import MjV7EditRequest
from ...models.mj_v7_enhance_request import MjV7EnhanceRequest
from ...models.mj_v7_inpaint_request import MjV7InpaintRequest
from ...models.mj_v7_pan_request import MjV7PanRequest
from ...models.mj_v7_remove_bg_request import MjV7RemoveBgRequest
from ...models.mj_v7_retexture_request import MjV7RetextureRequest
from ...models.mj_v7_upload_paint_request import MjV7UploadPaintRequest
from ...models.mj_v7_upscale_request import MjV7UpscaleRequest
from ...models.mj_v7_variation_request import MjV7VariationRequest
from ...models.mj_v81_edit_request import MjV81EditRequest
from ...models.mj_v81_remove_bg_request import MjV81RemoveBgRequest
from ...models.mj_v81_retexture_request import MjV81RetextureRequest
from ...models.mj_v81_upload_paint_request import MjV81UploadPaintRequest
from ...models.mj_v82_edit_request import MjV82EditRequest
from ...models.mj_v82_remix_request import MjV82RemixRequest
from ...models.mj_v82_remove_bg_request import MjV82RemoveBgRequest
from ...models.mj_v82_request import MjV82Request
from ...models.mj_v82_retexture_request import MjV82RetextureRequest
from ...models.nano_banana_2_lite_beta_request import NanoBanana2LiteBetaRequest
from ...models.nano_banana_2_lite_request import NanoBanana2LiteRequest
from ...models.nano_banana_beta_request import NanoBananaBetaRequest
from ...models.nano_banana_pro_beta_request import NanoBananaProBetaRequest
from ...models.qwen_image_30_request import QwenImage30Request
from ...models.qwen_image_edit_request import QwenImageEditRequest
from ...models.wan_25_image_to_image_request import Wan25ImageToImageRequest
from ...models.z_image_turbo_request import ZImageTurboRequest
from ...types import Response, to_status


def _get_kwargs(
    *,
    body: DoubaoSeedream40Request
    | DoubaoSeedream50FlashLayerizeRequest
    | DoubaoSeedream50FlashRequest
    | DoubaoSeedream50LiteRequest
    | Gemini31FlashImagePreviewRequest
    | Gemini31FlashLiteImageRequest
    | Gemini3ProImagePreviewRequest
    | Gpt4OImageRequest
    | GptImage15Request
    | GptImage25FlareRequest
    | GptImage2BetaRequest
    | GptImage2Request
    | GrokImagineImage20Request
    | Krea2TurboRequest
    | MjV7EditRequest
    | MjV7EnhanceRequest
    | MjV7InpaintRequest
    | MjV7PanRequest
    | MjV7RemoveBgRequest
    | MjV7RetextureRequest
    | MjV7UploadPaintRequest
    | MjV7UpscaleRequest
    | MjV7VariationRequest
    | MjV81EditRequest
    | MjV81RemoveBgRequest
    | MjV81RetextureRequest
    | MjV81UploadPaintRequest
    | MjV82EditRequest
    | MjV82RemixRequest
    | MjV82RemoveBgRequest
    | MjV82Request
    | MjV82RetextureRequest
    | NanoBanana2LiteBetaRequest
    | NanoBanana2LiteRequest
    | NanoBananaBetaRequest
    | NanoBananaProBetaRequest
    | QwenImage30Request
    | QwenImageEditRequest
    | Wan25ImageToImageRequest
    | ZImageTurboRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/images/generations",
    }

    if isinstance(body, DoubaoSeedream40Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, DoubaoSeedream50FlashRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, DoubaoSeedream50FlashLayerizeRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, DoubaoSeedream50LiteRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Gemini3ProImagePreviewRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Gemini31FlashImagePreviewRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Gemini31FlashLiteImageRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Gpt4OImageRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GptImage15Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GptImage2Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GptImage2BetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GptImage25FlareRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GrokImagineImage20Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Krea2TurboRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7EditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7EnhanceRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7InpaintRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7PanRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7RemoveBgRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7RetextureRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7UploadPaintRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7UpscaleRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV7VariationRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV81EditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV81RemoveBgRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV81RetextureRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV81UploadPaintRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV82Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV82EditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV82RemixRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV82RemoveBgRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MjV82RetextureRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, NanoBanana2LiteRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, NanoBanana2LiteBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, NanoBananaBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, NanoBananaProBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, QwenImage30Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, QwenImageEditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan25ImageToImageRequest):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorResponse | ImageGenerationResponse | None:
    try:
        if response.status_code == 200:
            response_200 = ImageGenerationResponse.from_dict(errors.read_json(response, dict))

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
) -> Response[ErrorResponse | ImageGenerationResponse]:
    return Response(
        status_code=to_status(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedream40Request
    | DoubaoSeedream50FlashLayerizeRequest
    | DoubaoSeedream50FlashRequest
    | DoubaoSeedream50LiteRequest
    | Gemini31FlashImagePreviewRequest
    | Gemini31FlashLiteImageRequest
    | Gemini3ProImagePreviewRequest
    | Gpt4OImageRequest
    | GptImage15Request
    | GptImage25FlareRequest
    | GptImage2BetaRequest
    | GptImage2Request
    | GrokImagineImage20Request
    | Krea2TurboRequest
    | MjV7EditRequest
    | MjV7EnhanceRequest
    | MjV7InpaintRequest
    | MjV7PanRequest
    | MjV7RemoveBgRequest
    | MjV7RetextureRequest
    | MjV7UploadPaintRequest
    | MjV7UpscaleRequest
    | MjV7VariationRequest
    | MjV81EditRequest
    | MjV81RemoveBgRequest
    | MjV81RetextureRequest
    | MjV81UploadPaintRequest
    | MjV82EditRequest
    | MjV82RemixRequest
    | MjV82RemoveBgRequest
    | MjV82Request
    | MjV82RetextureRequest
    | NanoBanana2LiteBetaRequest
    | NanoBanana2LiteRequest
    | NanoBananaBetaRequest
    | NanoBananaProBetaRequest
    | QwenImage30Request
    | QwenImageEditRequest
    | Wan25ImageToImageRequest
    | ZImageTurboRequest,
) -> Response[ErrorResponse | ImageGenerationResponse]:
    """Start an image task

    Args:
        body (DoubaoSeedream40Request | DoubaoSeedream50FlashLayerizeRequest |
            DoubaoSeedream50FlashRequest | DoubaoSeedream50LiteRequest |
            Gemini31FlashImagePreviewRequest | Gemini31FlashLiteImageRequest |
            Gemini3ProImagePreviewRequest | Gpt4OImageRequest | GptImage15Request |
            GptImage25FlareRequest | GptImage2BetaRequest | GptImage2Request |
            GrokImagineImage20Request | Krea2TurboRequest | MjV7EditRequest | MjV7EnhanceRequest |
            MjV7InpaintRequest | MjV7PanRequest | MjV7RemoveBgRequest | MjV7RetextureRequest |
            MjV7UploadPaintRequest | MjV7UpscaleRequest | MjV7VariationRequest | MjV81EditRequest |
            MjV81RemoveBgRequest | MjV81RetextureRequest | MjV81UploadPaintRequest | MjV82EditRequest
            | MjV82RemixRequest | MjV82RemoveBgRequest | MjV82Request | MjV82RetextureRequest |
            NanoBanana2LiteBetaRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest |
            NanoBananaProBetaRequest | QwenImage30Request | QwenImageEditRequest |
            Wan25ImageToImageRequest | ZImageTurboRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
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
    body: DoubaoSeedream40Request
    | DoubaoSeedream50FlashLayerizeRequest
    | DoubaoSeedream50FlashRequest
    | DoubaoSeedream50LiteRequest
    | Gemini31FlashImagePreviewRequest
    | Gemini31FlashLiteImageRequest
    | Gemini3ProImagePreviewRequest
    | Gpt4OImageRequest
    | GptImage15Request
    | GptImage25FlareRequest
    | GptImage2BetaRequest
    | GptImage2Request
    | GrokImagineImage20Request
    | Krea2TurboRequest
    | MjV7EditRequest
    | MjV7EnhanceRequest
    | MjV7InpaintRequest
    | MjV7PanRequest
    | MjV7RemoveBgRequest
    | MjV7RetextureRequest
    | MjV7UploadPaintRequest
    | MjV7UpscaleRequest
    | MjV7VariationRequest
    | MjV81EditRequest
    | MjV81RemoveBgRequest
    | MjV81RetextureRequest
    | MjV81UploadPaintRequest
    | MjV82EditRequest
    | MjV82RemixRequest
    | MjV82RemoveBgRequest
    | MjV82Request
    | MjV82RetextureRequest
    | NanoBanana2LiteBetaRequest
    | NanoBanana2LiteRequest
    | NanoBananaBetaRequest
    | NanoBananaProBetaRequest
    | QwenImage30Request
    | QwenImageEditRequest
    | Wan25ImageToImageRequest
    | ZImageTurboRequest,
) -> ErrorResponse | ImageGenerationResponse | None:
    """Start an image task

    Args:
        body (DoubaoSeedream40Request | DoubaoSeedream50FlashLayerizeRequest |
            DoubaoSeedream50FlashRequest | DoubaoSeedream50LiteRequest |
            Gemini31FlashImagePreviewRequest | Gemini31FlashLiteImageRequest |
            Gemini3ProImagePreviewRequest | Gpt4OImageRequest | GptImage15Request |
            GptImage25FlareRequest | GptImage2BetaRequest | GptImage2Request |
            GrokImagineImage20Request | Krea2TurboRequest | MjV7EditRequest | MjV7EnhanceRequest |
            MjV7InpaintRequest | MjV7PanRequest | MjV7RemoveBgRequest | MjV7RetextureRequest |
            MjV7UploadPaintRequest | MjV7UpscaleRequest | MjV7VariationRequest | MjV81EditRequest |
            MjV81RemoveBgRequest | MjV81RetextureRequest | MjV81UploadPaintRequest | MjV82EditRequest
            | MjV82RemixRequest | MjV82RemoveBgRequest | MjV82Request | MjV82RetextureRequest |
            NanoBanana2LiteBetaRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest |
            NanoBananaProBetaRequest | QwenImage30Request | QwenImageEditRequest |
            Wan25ImageToImageRequest | ZImageTurboRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
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
    body: DoubaoSeedream40Request
    | DoubaoSeedream50FlashLayerizeRequest
    | DoubaoSeedream50FlashRequest
    | DoubaoSeedream50LiteRequest
    | Gemini31FlashImagePreviewRequest
    | Gemini31FlashLiteImageRequest
    | Gemini3ProImagePreviewRequest
    | Gpt4OImageRequest
    | GptImage15Request
    | GptImage25FlareRequest
    | GptImage2BetaRequest
    | GptImage2Request
    | GrokImagineImage20Request
    | Krea2TurboRequest
    | MjV7EditRequest
    | MjV7EnhanceRequest
    | MjV7InpaintRequest
    | MjV7PanRequest
    | MjV7RemoveBgRequest
    | MjV7RetextureRequest
    | MjV7UploadPaintRequest
    | MjV7UpscaleRequest
    | MjV7VariationRequest
    | MjV81EditRequest
    | MjV81RemoveBgRequest
    | MjV81RetextureRequest
    | MjV81UploadPaintRequest
    | MjV82EditRequest
    | MjV82RemixRequest
    | MjV82RemoveBgRequest
    | MjV82Request
    | MjV82RetextureRequest
    | NanoBanana2LiteBetaRequest
    | NanoBanana2LiteRequest
    | NanoBananaBetaRequest
    | NanoBananaProBetaRequest
    | QwenImage30Request
    | QwenImageEditRequest
    | Wan25ImageToImageRequest
    | ZImageTurboRequest,
) -> Response[ErrorResponse | ImageGenerationResponse]:
    """Start an image task

    Args:
        body (DoubaoSeedream40Request | DoubaoSeedream50FlashLayerizeRequest |
            DoubaoSeedream50FlashRequest | DoubaoSeedream50LiteRequest |
            Gemini31FlashImagePreviewRequest | Gemini31FlashLiteImageRequest |
            Gemini3ProImagePreviewRequest | Gpt4OImageRequest | GptImage15Request |
            GptImage25FlareRequest | GptImage2BetaRequest | GptImage2Request |
            GrokImagineImage20Request | Krea2TurboRequest | MjV7EditRequest | MjV7EnhanceRequest |
            MjV7InpaintRequest | MjV7PanRequest | MjV7RemoveBgRequest | MjV7RetextureRequest |
            MjV7UploadPaintRequest | MjV7UpscaleRequest | MjV7VariationRequest | MjV81EditRequest |
            MjV81RemoveBgRequest | MjV81RetextureRequest | MjV81UploadPaintRequest | MjV82EditRequest
            | MjV82RemixRequest | MjV82RemoveBgRequest | MjV82Request | MjV82RetextureRequest |
            NanoBanana2LiteBetaRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest |
            NanoBananaProBetaRequest | QwenImage30Request | QwenImageEditRequest |
            Wan25ImageToImageRequest | ZImageTurboRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
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
    body: DoubaoSeedream40Request
    | DoubaoSeedream50FlashLayerizeRequest
    | DoubaoSeedream50FlashRequest
    | DoubaoSeedream50LiteRequest
    | Gemini31FlashImagePreviewRequest
    | Gemini31FlashLiteImageRequest
    | Gemini3ProImagePreviewRequest
    | Gpt4OImageRequest
    | GptImage15Request
    | GptImage25FlareRequest
    | GptImage2BetaRequest
    | GptImage2Request
    | GrokImagineImage20Request
    | Krea2TurboRequest
    | MjV7EditRequest
    | MjV7EnhanceRequest
    | MjV7InpaintRequest
    | MjV7PanRequest
    | MjV7RemoveBgRequest
    | MjV7RetextureRequest
    | MjV7UploadPaintRequest
    | MjV7UpscaleRequest
    | MjV7VariationRequest
    | MjV81EditRequest
    | MjV81RemoveBgRequest
    | MjV81RetextureRequest
    | MjV81UploadPaintRequest
    | MjV82EditRequest
    | MjV82RemixRequest
    | MjV82RemoveBgRequest
    | MjV82Request
    | MjV82RetextureRequest
    | NanoBanana2LiteBetaRequest
    | NanoBanana2LiteRequest
    | NanoBananaBetaRequest
    | NanoBananaProBetaRequest
    | QwenImage30Request
    | QwenImageEditRequest
    | Wan25ImageToImageRequest
    | ZImageTurboRequest,
) -> ErrorResponse | ImageGenerationResponse | None:
    """Start an image task

    Args:
        body (DoubaoSeedream40Request | DoubaoSeedream50FlashLayerizeRequest |
            DoubaoSeedream50FlashRequest | DoubaoSeedream50LiteRequest |
            Gemini31FlashImagePreviewRequest | Gemini31FlashLiteImageRequest |
            Gemini3ProImagePreviewRequest | Gpt4OImageRequest | GptImage15Request |
            GptImage25FlareRequest | GptImage2BetaRequest | GptImage2Request |
            GrokImagineImage20Request | Krea2TurboRequest | MjV7EditRequest | MjV7EnhanceRequest |
            MjV7InpaintRequest | MjV7PanRequest | MjV7RemoveBgRequest | MjV7RetextureRequest |
            MjV7UploadPaintRequest | MjV7UpscaleRequest | MjV7VariationRequest | MjV81EditRequest |
            MjV81RemoveBgRequest | MjV81RetextureRequest | MjV81UploadPaintRequest | MjV82EditRequest
            | MjV82RemixRequest | MjV82RemoveBgRequest | MjV82Request | MjV82RetextureRequest |
            NanoBanana2LiteBetaRequest | NanoBanana2LiteRequest | NanoBananaBetaRequest |
            NanoBananaProBetaRequest | QwenImage30Request | QwenImageEditRequest |
            Wan25ImageToImageRequest | ZImageTurboRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
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
