# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.doubao_seedance_10_pro_fast_request import DoubaoSeedance10ProFastRequest
from ...models.error_response import ErrorResponse
from ...models.gemini_omni_11_flash_reference_to_video_request import GeminiOmni11FlashReferenceToVideoRequest
from ...models.gemini_omni_11_flash_text_to_video_request import GeminiOmni11FlashTextToVideoRequest
from ...models.gemini_omni_11_flash_video_edit_request import GeminiOmni11FlashVideoEditRequest
from ...models.gemini_omni_11_flash_video_extend_request import GeminiOmni11FlashVideoExtendRequest
from ...models.gemini_omni_flash_reference_to_video_request import GeminiOmniFlashReferenceToVideoRequest
from ...models.gemini_omni_flash_video_edit_request import GeminiOmniFlashVideoEditRequest
from ...models.grok_imagine_image_to_video_beta_request import GrokImagineImageToVideoBetaRequest
from ...models.grok_imagine_text_to_video_beta_request import GrokImagineTextToVideoBetaRequest
from ...models.grok_imagine_video_10t2v_request import GrokImagineVideo10T2VRequest
from ...models.happyhorse_10_image_to_video_request import Happyhorse10ImageToVideoRequest
from ...models.happyhorse_10_text_to_video_request import Happyhorse10TextToVideoRequest
from ...models.happyhorse_11_image_to_video_request import Happyhorse11ImageToVideoRequest
from ...models.happyhorse_11_reference_to_video_request import Happyhorse11ReferenceToVideoRequest
from ...models.happyhorse_11_text_to_video_request import Happyhorse11TextToVideoRequest
from ...models.kling_custom_element_request import KlingCustomElementRequest
from ...models.kling_o1_image_to_video_request import KlingO1ImageToVideoRequest
from ...models.kling_o3_reference_to_video_request import KlingO3ReferenceToVideoRequest
from ...models.kling_o3_video_edit_request import KlingO3VideoEditRequest
from ...models.kling_v3_image_to_video_request import KlingV3ImageToVideoRequest
from ...models.kling_v3_motion_control_request import KlingV3MotionControlRequest
from ...models.kling_v3_text_to_video_request import KlingV3TextToVideoRequest
from ...models.kling_v3_turbo_text_to_video_request import KlingV3TurboTextToVideoRequest
from ...models.kling_v26_motion_control_request import KlingV26MotionControlRequest
from ...models.mini_max_hailuo_02_request import MiniMaxHailuo02Request
from ...models.mini_max_hailuo_23_request import MiniMaxHailuo23Request
from ...models.minimax_h3_image_to_video_request import MinimaxH3ImageToVideoRequest
from ...models.minimax_h3_max_image_to_video_request import MinimaxH3MaxImageToVideoRequest
from ...models.minimax_h3_max_reference_to_video_request import MinimaxH3MaxReferenceToVideoRequest
from ...models.minimax_h3_max_text_to_video_request import MinimaxH3MaxTextToVideoRequest
from ...models.minimax_h3_max_turbo_image_to_video_request import MinimaxH3MaxTurboImageToVideoRequest
from ...models.minimax_h3_reference_to_video_request import MinimaxH3ReferenceToVideoRequest
from ...models.seedance_20_fast_image_to_video_request import Seedance20FastImageToVideoRequest
from ...models.seedance_20_fast_text_to_video_request import Seedance20FastTextToVideoRequest
from ...models.seedance_20_mini_text_to_video_request import Seedance20MiniTextToVideoRequest
from ...models.seedance_20_reference_to_video_request import Seedance20ReferenceToVideoRequest
from ...models.seedance_20_text_to_video_request import Seedance20TextToVideoRequest
from ...models.seedance_25_draft_to_video_request import Seedance25DraftToVideoRequest
from ...models.seedance_25_image_to_video_request import Seedance25ImageToVideoRequest
from ...models.seedance_25_reference_to_video_request import Seedance25ReferenceToVideoRequest
from ...models.seedance_25_text_to_video_request import Seedance25TextToVideoRequest
from ...models.seedance_25_video_edit_request import Seedance25VideoEditRequest
from ...models.seedance_25_video_extend_request import Seedance25VideoExtendRequest
from ...models.sora_2_pro_preview_request import Sora2ProPreviewRequest
from ...models.sora_2_request import Sora2Request
from ...models.topaz_video_upscale_request import TopazVideoUpscaleRequest
from ...models.veo_31_fast_beta_request import Veo31FastBetaRequest
from ...models.veo_31_fast_request import Veo31FastRequest
from ...models.veo_31_generate_preview_request import Veo31GeneratePreviewRequest
from ...models.video_generation_response import VideoGenerationResponse
from ...models.videoretalk_request import VideoretalkRequest
from ...models.wan_26_image_to_video_flash_request import Wan26ImageToVideoFlashRequest
from ...models.wan_26_image_to_video_request import Wan26ImageToVideoRequest
from ...models.wan_26_text_to_video_request import Wan26TextToVideoRequest
from ...models.wan_27_image_to_video_request import Wan27ImageToVideoRequest
from ...models.wan_27_reference_video_request import Wan27ReferenceVideoRequest
from ...models.wan_27_video_edit_request import Wan27VideoEditRequest
from ...models.wan_30_image_to_video_request import Wan30ImageToVideoRequest
from ...models.wan_30_prime_reference_video_request import Wan30PrimeReferenceVideoRequest
from ...models.wan_30_prime_text_to_video_request import Wan30PrimeTextToVideoRequest
from ...models.wan_30_reference_video_request import Wan30ReferenceVideoRequest
from ...types import Response, to_status


def _get_kwargs(
    *,
    body: DoubaoSeedance10ProFastRequest
    | GeminiOmni11FlashReferenceToVideoRequest
    | GeminiOmni11FlashTextToVideoRequest
    | GeminiOmni11FlashVideoEditRequest
    | GeminiOmni11FlashVideoExtendRequest
    | GeminiOmniFlashReferenceToVideoRequest
    | GeminiOmniFlashVideoEditRequest
    | GrokImagineImageToVideoBetaRequest
    | GrokImagineTextToVideoBetaRequest
    | GrokImagineVideo10T2VRequest
    | Happyhorse10ImageToVideoRequest
    | Happyhorse10TextToVideoRequest
    | Happyhorse11ImageToVideoRequest
    | Happyhorse11ReferenceToVideoRequest
    | Happyhorse11TextToVideoRequest
    | KlingCustomElementRequest
    | KlingO1ImageToVideoRequest
    | KlingO3ReferenceToVideoRequest
    | KlingO3VideoEditRequest
    | KlingV26MotionControlRequest
    | KlingV3ImageToVideoRequest
    | KlingV3MotionControlRequest
    | KlingV3TextToVideoRequest
    | KlingV3TurboTextToVideoRequest
    | MinimaxH3ImageToVideoRequest
    | MinimaxH3MaxImageToVideoRequest
    | MinimaxH3MaxReferenceToVideoRequest
    | MinimaxH3MaxTextToVideoRequest
    | MinimaxH3MaxTurboImageToVideoRequest
    | MinimaxH3ReferenceToVideoRequest
    | MiniMaxHailuo02Request
    | MiniMaxHailuo23Request
    | Seedance20FastImageToVideoRequest
    | Seedance20FastTextToVideoRequest
    | Seedance20MiniTextToVideoRequest
    | Seedance20ReferenceToVideoRequest
    | Seedance20TextToVideoRequest
    | Seedance25DraftToVideoRequest
    | Seedance25ImageToVideoRequest
    | Seedance25ReferenceToVideoRequest
    | Seedance25TextToVideoRequest
    | Seedance25VideoEditRequest
    | Seedance25VideoExtendRequest
    | Sora2ProPreviewRequest
    | Sora2Request
    | TopazVideoUpscaleRequest
    | Veo31FastBetaRequest
    | Veo31FastRequest
    | Veo31GeneratePreviewRequest
    | VideoretalkRequest
    | Wan26ImageToVideoFlashRequest
    | Wan26ImageToVideoRequest
    | Wan26TextToVideoRequest
    | Wan27ImageToVideoRequest
    | Wan27ReferenceVideoRequest
    | Wan27VideoEditRequest
    | Wan30ImageToVideoRequest
    | Wan30PrimeReferenceVideoRequest
    | Wan30PrimeTextToVideoRequest
    | Wan30ReferenceVideoRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/videos/generations",
    }

    if isinstance(body, MiniMaxHailuo02Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MiniMaxHailuo23Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, DoubaoSeedance10ProFastRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GeminiOmni11FlashReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GeminiOmni11FlashTextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GeminiOmni11FlashVideoEditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GeminiOmni11FlashVideoExtendRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GeminiOmniFlashReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GeminiOmniFlashVideoEditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GrokImagineImageToVideoBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GrokImagineTextToVideoBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, GrokImagineVideo10T2VRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Happyhorse10ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Happyhorse10TextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Happyhorse11ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Happyhorse11ReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Happyhorse11TextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingCustomElementRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingO1ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingO3ReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingO3VideoEditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingV26MotionControlRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingV3ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingV3MotionControlRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingV3TextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, KlingV3TurboTextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MinimaxH3ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MinimaxH3MaxImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MinimaxH3MaxReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MinimaxH3MaxTextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MinimaxH3MaxTurboImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, MinimaxH3ReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance20FastImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance20FastTextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance20MiniTextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance20ReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance20TextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance25DraftToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance25ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance25ReferenceToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance25TextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance25VideoEditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Seedance25VideoExtendRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Sora2Request):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Sora2ProPreviewRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, TopazVideoUpscaleRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Veo31GeneratePreviewRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Veo31FastRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Veo31FastBetaRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, VideoretalkRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan26ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan26ImageToVideoFlashRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan26TextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan27ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan27ReferenceVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan27VideoEditRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan30ImageToVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan30PrimeReferenceVideoRequest):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, Wan30PrimeTextToVideoRequest):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorResponse | VideoGenerationResponse | None:
    try:
        if response.status_code == 200:
            response_200 = VideoGenerationResponse.from_dict(errors.read_json(response, dict))

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
) -> Response[ErrorResponse | VideoGenerationResponse]:
    return Response(
        status_code=to_status(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedance10ProFastRequest
    | GeminiOmni11FlashReferenceToVideoRequest
    | GeminiOmni11FlashTextToVideoRequest
    | GeminiOmni11FlashVideoEditRequest
    | GeminiOmni11FlashVideoExtendRequest
    | GeminiOmniFlashReferenceToVideoRequest
    | GeminiOmniFlashVideoEditRequest
    | GrokImagineImageToVideoBetaRequest
    | GrokImagineTextToVideoBetaRequest
    | GrokImagineVideo10T2VRequest
    | Happyhorse10ImageToVideoRequest
    | Happyhorse10TextToVideoRequest
    | Happyhorse11ImageToVideoRequest
    | Happyhorse11ReferenceToVideoRequest
    | Happyhorse11TextToVideoRequest
    | KlingCustomElementRequest
    | KlingO1ImageToVideoRequest
    | KlingO3ReferenceToVideoRequest
    | KlingO3VideoEditRequest
    | KlingV26MotionControlRequest
    | KlingV3ImageToVideoRequest
    | KlingV3MotionControlRequest
    | KlingV3TextToVideoRequest
    | KlingV3TurboTextToVideoRequest
    | MinimaxH3ImageToVideoRequest
    | MinimaxH3MaxImageToVideoRequest
    | MinimaxH3MaxReferenceToVideoRequest
    | MinimaxH3MaxTextToVideoRequest
    | MinimaxH3MaxTurboImageToVideoRequest
    | MinimaxH3ReferenceToVideoRequest
    | MiniMaxHailuo02Request
    | MiniMaxHailuo23Request
    | Seedance20FastImageToVideoRequest
    | Seedance20FastTextToVideoRequest
    | Seedance20MiniTextToVideoRequest
    | Seedance20ReferenceToVideoRequest
    | Seedance20TextToVideoRequest
    | Seedance25DraftToVideoRequest
    | Seedance25ImageToVideoRequest
    | Seedance25ReferenceToVideoRequest
    | Seedance25TextToVideoRequest
    | Seedance25VideoEditRequest
    | Seedance25VideoExtendRequest
    | Sora2ProPreviewRequest
    | Sora2Request
    | TopazVideoUpscaleRequest
    | Veo31FastBetaRequest
    | Veo31FastRequest
    | Veo31GeneratePreviewRequest
    | VideoretalkRequest
    | Wan26ImageToVideoFlashRequest
    | Wan26ImageToVideoRequest
    | Wan26TextToVideoRequest
    | Wan27ImageToVideoRequest
    | Wan27ReferenceVideoRequest
    | Wan27VideoEditRequest
    | Wan30ImageToVideoRequest
    | Wan30PrimeReferenceVideoRequest
    | Wan30PrimeTextToVideoRequest
    | Wan30ReferenceVideoRequest,
) -> Response[ErrorResponse | VideoGenerationResponse]:
    """Start a video task

    Args:
        body (DoubaoSeedance10ProFastRequest | GeminiOmni11FlashReferenceToVideoRequest |
            GeminiOmni11FlashTextToVideoRequest | GeminiOmni11FlashVideoEditRequest |
            GeminiOmni11FlashVideoExtendRequest | GeminiOmniFlashReferenceToVideoRequest |
            GeminiOmniFlashVideoEditRequest | GrokImagineImageToVideoBetaRequest |
            GrokImagineTextToVideoBetaRequest | GrokImagineVideo10T2VRequest |
            Happyhorse10ImageToVideoRequest | Happyhorse10TextToVideoRequest |
            Happyhorse11ImageToVideoRequest | Happyhorse11ReferenceToVideoRequest |
            Happyhorse11TextToVideoRequest | KlingCustomElementRequest | KlingO1ImageToVideoRequest |
            KlingO3ReferenceToVideoRequest | KlingO3VideoEditRequest | KlingV26MotionControlRequest |
            KlingV3ImageToVideoRequest | KlingV3MotionControlRequest | KlingV3TextToVideoRequest |
            KlingV3TurboTextToVideoRequest | MinimaxH3ImageToVideoRequest |
            MinimaxH3MaxImageToVideoRequest | MinimaxH3MaxReferenceToVideoRequest |
            MinimaxH3MaxTextToVideoRequest | MinimaxH3MaxTurboImageToVideoRequest |
            MinimaxH3ReferenceToVideoRequest | MiniMaxHailuo02Request | MiniMaxHailuo23Request |
            Seedance20FastImageToVideoRequest | Seedance20FastTextToVideoRequest |
            Seedance20MiniTextToVideoRequest | Seedance20ReferenceToVideoRequest |
            Seedance20TextToVideoRequest | Seedance25DraftToVideoRequest |
            Seedance25ImageToVideoRequest | Seedance25ReferenceToVideoRequest |
            Seedance25TextToVideoRequest | Seedance25VideoEditRequest | Seedance25VideoExtendRequest |
            Sora2ProPreviewRequest | Sora2Request | TopazVideoUpscaleRequest | Veo31FastBetaRequest |
            Veo31FastRequest | Veo31GeneratePreviewRequest | VideoretalkRequest |
            Wan26ImageToVideoFlashRequest | Wan26ImageToVideoRequest | Wan26TextToVideoRequest |
            Wan27ImageToVideoRequest | Wan27ReferenceVideoRequest | Wan27VideoEditRequest |
            Wan30ImageToVideoRequest | Wan30PrimeReferenceVideoRequest | Wan30PrimeTextToVideoRequest
            | Wan30ReferenceVideoRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | VideoGenerationResponse]
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
    body: DoubaoSeedance10ProFastRequest
    | GeminiOmni11FlashReferenceToVideoRequest
    | GeminiOmni11FlashTextToVideoRequest
    | GeminiOmni11FlashVideoEditRequest
    | GeminiOmni11FlashVideoExtendRequest
    | GeminiOmniFlashReferenceToVideoRequest
    | GeminiOmniFlashVideoEditRequest
    | GrokImagineImageToVideoBetaRequest
    | GrokImagineTextToVideoBetaRequest
    | GrokImagineVideo10T2VRequest
    | Happyhorse10ImageToVideoRequest
    | Happyhorse10TextToVideoRequest
    | Happyhorse11ImageToVideoRequest
    | Happyhorse11ReferenceToVideoRequest
    | Happyhorse11TextToVideoRequest
    | KlingCustomElementRequest
    | KlingO1ImageToVideoRequest
    | KlingO3ReferenceToVideoRequest
    | KlingO3VideoEditRequest
    | KlingV26MotionControlRequest
    | KlingV3ImageToVideoRequest
    | KlingV3MotionControlRequest
    | KlingV3TextToVideoRequest
    | KlingV3TurboTextToVideoRequest
    | MinimaxH3ImageToVideoRequest
    | MinimaxH3MaxImageToVideoRequest
    | MinimaxH3MaxReferenceToVideoRequest
    | MinimaxH3MaxTextToVideoRequest
    | MinimaxH3MaxTurboImageToVideoRequest
    | MinimaxH3ReferenceToVideoRequest
    | MiniMaxHailuo02Request
    | MiniMaxHailuo23Request
    | Seedance20FastImageToVideoRequest
    | Seedance20FastTextToVideoRequest
    | Seedance20MiniTextToVideoRequest
    | Seedance20ReferenceToVideoRequest
    | Seedance20TextToVideoRequest
    | Seedance25DraftToVideoRequest
    | Seedance25ImageToVideoRequest
    | Seedance25ReferenceToVideoRequest
    | Seedance25TextToVideoRequest
    | Seedance25VideoEditRequest
    | Seedance25VideoExtendRequest
    | Sora2ProPreviewRequest
    | Sora2Request
    | TopazVideoUpscaleRequest
    | Veo31FastBetaRequest
    | Veo31FastRequest
    | Veo31GeneratePreviewRequest
    | VideoretalkRequest
    | Wan26ImageToVideoFlashRequest
    | Wan26ImageToVideoRequest
    | Wan26TextToVideoRequest
    | Wan27ImageToVideoRequest
    | Wan27ReferenceVideoRequest
    | Wan27VideoEditRequest
    | Wan30ImageToVideoRequest
    | Wan30PrimeReferenceVideoRequest
    | Wan30PrimeTextToVideoRequest
    | Wan30ReferenceVideoRequest,
) -> ErrorResponse | VideoGenerationResponse | None:
    """Start a video task

    Args:
        body (DoubaoSeedance10ProFastRequest | GeminiOmni11FlashReferenceToVideoRequest |
            GeminiOmni11FlashTextToVideoRequest | GeminiOmni11FlashVideoEditRequest |
            GeminiOmni11FlashVideoExtendRequest | GeminiOmniFlashReferenceToVideoRequest |
            GeminiOmniFlashVideoEditRequest | GrokImagineImageToVideoBetaRequest |
            GrokImagineTextToVideoBetaRequest | GrokImagineVideo10T2VRequest |
            Happyhorse10ImageToVideoRequest | Happyhorse10TextToVideoRequest |
            Happyhorse11ImageToVideoRequest | Happyhorse11ReferenceToVideoRequest |
            Happyhorse11TextToVideoRequest | KlingCustomElementRequest | KlingO1ImageToVideoRequest |
            KlingO3ReferenceToVideoRequest | KlingO3VideoEditRequest | KlingV26MotionControlRequest |
            KlingV3ImageToVideoRequest | KlingV3MotionControlRequest | KlingV3TextToVideoRequest |
            KlingV3TurboTextToVideoRequest | MinimaxH3ImageToVideoRequest |
            MinimaxH3MaxImageToVideoRequest | MinimaxH3MaxReferenceToVideoRequest |
            MinimaxH3MaxTextToVideoRequest | MinimaxH3MaxTurboImageToVideoRequest |
            MinimaxH3ReferenceToVideoRequest | MiniMaxHailuo02Request | MiniMaxHailuo23Request |
            Seedance20FastImageToVideoRequest | Seedance20FastTextToVideoRequest |
            Seedance20MiniTextToVideoRequest | Seedance20ReferenceToVideoRequest |
            Seedance20TextToVideoRequest | Seedance25DraftToVideoRequest |
            Seedance25ImageToVideoRequest | Seedance25ReferenceToVideoRequest |
            Seedance25TextToVideoRequest | Seedance25VideoEditRequest | Seedance25VideoExtendRequest |
            Sora2ProPreviewRequest | Sora2Request | TopazVideoUpscaleRequest | Veo31FastBetaRequest |
            Veo31FastRequest | Veo31GeneratePreviewRequest | VideoretalkRequest |
            Wan26ImageToVideoFlashRequest | Wan26ImageToVideoRequest | Wan26TextToVideoRequest |
            Wan27ImageToVideoRequest | Wan27ReferenceVideoRequest | Wan27VideoEditRequest |
            Wan30ImageToVideoRequest | Wan30PrimeReferenceVideoRequest | Wan30PrimeTextToVideoRequest
            | Wan30ReferenceVideoRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | VideoGenerationResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedance10ProFastRequest
    | GeminiOmni11FlashReferenceToVideoRequest
    | GeminiOmni11FlashTextToVideoRequest
    | GeminiOmni11FlashVideoEditRequest
    | GeminiOmni11FlashVideoExtendRequest
    | GeminiOmniFlashReferenceToVideoRequest
    | GeminiOmniFlashVideoEditRequest
    | GrokImagineImageToVideoBetaRequest
    | GrokImagineTextToVideoBetaRequest
    | GrokImagineVideo10T2VRequest
    | Happyhorse10ImageToVideoRequest
    | Happyhorse10TextToVideoRequest
    | Happyhorse11ImageToVideoRequest
    | Happyhorse11ReferenceToVideoRequest
    | Happyhorse11TextToVideoRequest
    | KlingCustomElementRequest
    | KlingO1ImageToVideoRequest
    | KlingO3ReferenceToVideoRequest
    | KlingO3VideoEditRequest
    | KlingV26MotionControlRequest
    | KlingV3ImageToVideoRequest
    | KlingV3MotionControlRequest
    | KlingV3TextToVideoRequest
    | KlingV3TurboTextToVideoRequest
    | MinimaxH3ImageToVideoRequest
    | MinimaxH3MaxImageToVideoRequest
    | MinimaxH3MaxReferenceToVideoRequest
    | MinimaxH3MaxTextToVideoRequest
    | MinimaxH3MaxTurboImageToVideoRequest
    | MinimaxH3ReferenceToVideoRequest
    | MiniMaxHailuo02Request
    | MiniMaxHailuo23Request
    | Seedance20FastImageToVideoRequest
    | Seedance20FastTextToVideoRequest
    | Seedance20MiniTextToVideoRequest
    | Seedance20ReferenceToVideoRequest
    | Seedance20TextToVideoRequest
    | Seedance25DraftToVideoRequest
    | Seedance25ImageToVideoRequest
    | Seedance25ReferenceToVideoRequest
    | Seedance25TextToVideoRequest
    | Seedance25VideoEditRequest
    | Seedance25VideoExtendRequest
    | Sora2ProPreviewRequest
    | Sora2Request
    | TopazVideoUpscaleRequest
    | Veo31FastBetaRequest
    | Veo31FastRequest
    | Veo31GeneratePreviewRequest
    | VideoretalkRequest
    | Wan26ImageToVideoFlashRequest
    | Wan26ImageToVideoRequest
    | Wan26TextToVideoRequest
    | Wan27ImageToVideoRequest
    | Wan27ReferenceVideoRequest
    | Wan27VideoEditRequest
    | Wan30ImageToVideoRequest
    | Wan30PrimeReferenceVideoRequest
    | Wan30PrimeTextToVideoRequest
    | Wan30ReferenceVideoRequest,
) -> Response[ErrorResponse | VideoGenerationResponse]:
    """Start a video task

    Args:
        body (DoubaoSeedance10ProFastRequest | GeminiOmni11FlashReferenceToVideoRequest |
            GeminiOmni11FlashTextToVideoRequest | GeminiOmni11FlashVideoEditRequest |
            GeminiOmni11FlashVideoExtendRequest | GeminiOmniFlashReferenceToVideoRequest |
            GeminiOmniFlashVideoEditRequest | GrokImagineImageToVideoBetaRequest |
            GrokImagineTextToVideoBetaRequest | GrokImagineVideo10T2VRequest |
            Happyhorse10ImageToVideoRequest | Happyhorse10TextToVideoRequest |
            Happyhorse11ImageToVideoRequest | Happyhorse11ReferenceToVideoRequest |
            Happyhorse11TextToVideoRequest | KlingCustomElementRequest | KlingO1ImageToVideoRequest |
            KlingO3ReferenceToVideoRequest | KlingO3VideoEditRequest | KlingV26MotionControlRequest |
            KlingV3ImageToVideoRequest | KlingV3MotionControlRequest | KlingV3TextToVideoRequest |
            KlingV3TurboTextToVideoRequest | MinimaxH3ImageToVideoRequest |
            MinimaxH3MaxImageToVideoRequest | MinimaxH3MaxReferenceToVideoRequest |
            MinimaxH3MaxTextToVideoRequest | MinimaxH3MaxTurboImageToVideoRequest |
            MinimaxH3ReferenceToVideoRequest | MiniMaxHailuo02Request | MiniMaxHailuo23Request |
            Seedance20FastImageToVideoRequest | Seedance20FastTextToVideoRequest |
            Seedance20MiniTextToVideoRequest | Seedance20ReferenceToVideoRequest |
            Seedance20TextToVideoRequest | Seedance25DraftToVideoRequest |
            Seedance25ImageToVideoRequest | Seedance25ReferenceToVideoRequest |
            Seedance25TextToVideoRequest | Seedance25VideoEditRequest | Seedance25VideoExtendRequest |
            Sora2ProPreviewRequest | Sora2Request | TopazVideoUpscaleRequest | Veo31FastBetaRequest |
            Veo31FastRequest | Veo31GeneratePreviewRequest | VideoretalkRequest |
            Wan26ImageToVideoFlashRequest | Wan26ImageToVideoRequest | Wan26TextToVideoRequest |
            Wan27ImageToVideoRequest | Wan27ReferenceVideoRequest | Wan27VideoEditRequest |
            Wan30ImageToVideoRequest | Wan30PrimeReferenceVideoRequest | Wan30PrimeTextToVideoRequest
            | Wan30ReferenceVideoRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | VideoGenerationResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: DoubaoSeedance10ProFastRequest
    | GeminiOmni11FlashReferenceToVideoRequest
    | GeminiOmni11FlashTextToVideoRequest
    | GeminiOmni11FlashVideoEditRequest
    | GeminiOmni11FlashVideoExtendRequest
    | GeminiOmniFlashReferenceToVideoRequest
    | GeminiOmniFlashVideoEditRequest
    | GrokImagineImageToVideoBetaRequest
    | GrokImagineTextToVideoBetaRequest
    | GrokImagineVideo10T2VRequest
    | Happyhorse10ImageToVideoRequest
    | Happyhorse10TextToVideoRequest
    | Happyhorse11ImageToVideoRequest
    | Happyhorse11ReferenceToVideoRequest
    | Happyhorse11TextToVideoRequest
    | KlingCustomElementRequest
    | KlingO1ImageToVideoRequest
    | KlingO3ReferenceToVideoRequest
    | KlingO3VideoEditRequest
    | KlingV26MotionControlRequest
    | KlingV3ImageToVideoRequest
    | KlingV3MotionControlRequest
    | KlingV3TextToVideoRequest
    | KlingV3TurboTextToVideoRequest
    | MinimaxH3ImageToVideoRequest
    | MinimaxH3MaxImageToVideoRequest
    | MinimaxH3MaxReferenceToVideoRequest
    | MinimaxH3MaxTextToVideoRequest
    | MinimaxH3MaxTurboImageToVideoRequest
    | MinimaxH3ReferenceToVideoRequest
    | MiniMaxHailuo02Request
    | MiniMaxHailuo23Request
    | Seedance20FastImageToVideoRequest
    | Seedance20FastTextToVideoRequest
    | Seedance20MiniTextToVideoRequest
    | Seedance20ReferenceToVideoRequest
    | Seedance20TextToVideoRequest
    | Seedance25DraftToVideoRequest
    | Seedance25ImageToVideoRequest
    | Seedance25ReferenceToVideoRequest
    | Seedance25TextToVideoRequest
    | Seedance25VideoEditRequest
    | Seedance25VideoExtendRequest
    | Sora2ProPreviewRequest
    | Sora2Request
    | TopazVideoUpscaleRequest
    | Veo31FastBetaRequest
    | Veo31FastRequest
    | Veo31GeneratePreviewRequest
    | VideoretalkRequest
    | Wan26ImageToVideoFlashRequest
    | Wan26ImageToVideoRequest
    | Wan26TextToVideoRequest
    | Wan27ImageToVideoRequest
    | Wan27ReferenceVideoRequest
    | Wan27VideoEditRequest
    | Wan30ImageToVideoRequest
    | Wan30PrimeReferenceVideoRequest
    | Wan30PrimeTextToVideoRequest
    | Wan30ReferenceVideoRequest,
) -> ErrorResponse | VideoGenerationResponse | None:
    """Start a video task

    Args:
        body (DoubaoSeedance10ProFastRequest | GeminiOmni11FlashReferenceToVideoRequest |
            GeminiOmni11FlashTextToVideoRequest | GeminiOmni11FlashVideoEditRequest |
            GeminiOmni11FlashVideoExtendRequest | GeminiOmniFlashReferenceToVideoRequest |
            GeminiOmniFlashVideoEditRequest | GrokImagineImageToVideoBetaRequest |
            GrokImagineTextToVideoBetaRequest | GrokImagineVideo10T2VRequest |
            Happyhorse10ImageToVideoRequest | Happyhorse10TextToVideoRequest |
            Happyhorse11ImageToVideoRequest | Happyhorse11ReferenceToVideoRequest |
            Happyhorse11TextToVideoRequest | KlingCustomElementRequest | KlingO1ImageToVideoRequest |
            KlingO3ReferenceToVideoRequest | KlingO3VideoEditRequest | KlingV26MotionControlRequest |
            KlingV3ImageToVideoRequest | KlingV3MotionControlRequest | KlingV3TextToVideoRequest |
            KlingV3TurboTextToVideoRequest | MinimaxH3ImageToVideoRequest |
            MinimaxH3MaxImageToVideoRequest | MinimaxH3MaxReferenceToVideoRequest |
            MinimaxH3MaxTextToVideoRequest | MinimaxH3MaxTurboImageToVideoRequest |
            MinimaxH3ReferenceToVideoRequest | MiniMaxHailuo02Request | MiniMaxHailuo23Request |
            Seedance20FastImageToVideoRequest | Seedance20FastTextToVideoRequest |
            Seedance20MiniTextToVideoRequest | Seedance20ReferenceToVideoRequest |
            Seedance20TextToVideoRequest | Seedance25DraftToVideoRequest |
            Seedance25ImageToVideoRequest | Seedance25ReferenceToVideoRequest |
            Seedance25TextToVideoRequest | Seedance25VideoEditRequest | Seedance25VideoExtendRequest |
            Sora2ProPreviewRequest | Sora2Request | TopazVideoUpscaleRequest | Veo31FastBetaRequest |
            Veo31FastRequest | Veo31GeneratePreviewRequest | VideoretalkRequest |
            Wan26ImageToVideoFlashRequest | Wan26ImageToVideoRequest | Wan26TextToVideoRequest |
            Wan27ImageToVideoRequest | Wan27ReferenceVideoRequest | Wan27VideoEditRequest |
            Wan30ImageToVideoRequest | Wan30PrimeReferenceVideoRequest | Wan30PrimeTextToVideoRequest
            | Wan30ReferenceVideoRequest):

    Raises:
        errors.UnreadableResponse: If the body of the response is not what is documented for its status.
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | VideoGenerationResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
