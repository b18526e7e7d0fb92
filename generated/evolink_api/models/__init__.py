# Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""Contains all the data models used in inputs/outputs"""

from .credits_data import CreditsData
from .credits_data_token import CreditsDataToken
from .credits_data_user import CreditsDataUser
from .credits_response import CreditsResponse
from .error_body import ErrorBody
from .error_response import ErrorResponse
from .gemini_3_pro_image_preview_request import Gemini3ProImagePreviewRequest
from .gemini_3_pro_image_preview_request_model import Gemini3ProImagePreviewRequestModel
from .gemini_3_pro_image_preview_request_quality import Gemini3ProImagePreviewRequestQuality
from .gemini_3_pro_image_preview_request_size import Gemini3ProImagePreviewRequestSize
from .gpt_4o_image_request import Gpt4OImageRequest
from .gpt_4o_image_request_model import Gpt4OImageRequestModel
from .gpt_4o_image_request_n import Gpt4OImageRequestN
from .gpt_4o_image_request_size import Gpt4OImageRequestSize
from .image_generation_response import ImageGenerationResponse
from .image_generation_response_object_type_0 import ImageGenerationResponseObjectType0
from .image_generation_response_status_type_0 import ImageGenerationResponseStatusType0
from .image_generation_response_type_type_0 import ImageGenerationResponseTypeType0
from .nano_banana_2_lite_request import NanoBanana2LiteRequest
from .nano_banana_2_lite_request_model import NanoBanana2LiteRequestModel
from .nano_banana_2_lite_request_quality import NanoBanana2LiteRequestQuality
from .nano_banana_2_lite_request_size import NanoBanana2LiteRequestSize
from .nano_banana_beta_request import NanoBananaBetaRequest
from .nano_banana_beta_request_model import NanoBananaBetaRequestModel
from .nano_banana_beta_request_size import NanoBananaBetaRequestSize
from .task_detail_response import TaskDetailResponse
from .task_detail_response_object_type_0 import TaskDetailResponseObjectType0
from .task_detail_response_status_type_0 import TaskDetailResponseStatusType0
from .task_detail_response_type_type_0 import TaskDetailResponseTypeType0
from .task_detail_task_info import TaskDetailTaskInfo
from .task_error import TaskError
from .task_error_code_type_0 import TaskErrorCodeType0
from .task_error_type_type_0 import TaskErrorTypeType0
from .task_info import TaskInfo
from .usage import Usage
from .usage_billing_rule_type_0 import UsageBillingRuleType0

__all__ = (
    "CreditsData",
    "CreditsDataToken",
    "CreditsDataUser",
    "CreditsResponse",
    "ErrorBody",
    "ErrorResponse",
    "Gemini3ProImagePreviewRequest",
    "Gemini3ProImagePreviewRequestModel",
    "Gemini3ProImagePreviewRequestQuality",
    "Gemini3ProImagePreviewRequestSize",
    "Gpt4OImageRequest",
    "Gpt4OImageRequestModel",
    "Gpt4OImageRequestN",
    "Gpt4OImageRequestSize",
    "ImageGenerationResponse",
    "ImageGenerationResponseObjectType0",
    "ImageGenerationResponseStatusType0",
    "ImageGenerationResponseTypeType0",
    "NanoBanana2LiteRequest",
    "NanoBanana2LiteRequestModel",
    "NanoBanana2LiteRequestQuality",
    "NanoBanana2LiteRequestSize",
    "NanoBananaBetaRequest",
    "NanoBananaBetaRequestModel",
    "NanoBananaBetaRequestSize",
    "TaskDetailResponse",
    "TaskDetailResponseObjectType0",
    "TaskDetailResponseStatusType0",
    "TaskDetailResponseTypeType0",
    "TaskDetailTaskInfo",
    "TaskError",
    "TaskErrorCodeType0",
    "TaskErrorTypeType0",
    "TaskInfo",
    "Usage",
    "UsageBillingRuleType0",
)
