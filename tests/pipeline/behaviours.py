"""How pages of each locale say the named behaviours, and a contract's schema written back as fields of a page."""

from typing import Any

from tests.pipeline.writer import JOIN, SAYS, Item

_NAMES = (
    "tokens", "people", "reachable", "same_size", "not_with", "billed", "events", "after_billing", "body", "success",
    "retries", "timeout", "private", "alias", "max_url",
)  # fmt: skip
_SAYS = {
    "en": (
        "Limited to {} tokens", "Up to {} images of real people", "Links must be directly accessible by our server",
        "The mask and the reference image: same size, PNG", "If {} contains {} or more images this cannot be used",
        "Each request is pre-charged by the value of n, the actual cost is by the number drawn",
        "Told when the task is completed, failed, or cancelled", "Told after billing confirmation",
        "The format is consistent with that of the task query", "Returning 2xx is considered successful, other answers trigger retry",
        "Maximum {} retries (after {} seconds/{} seconds/{} seconds)", "Timeout: {} seconds",
        "Callback to internal IP ranges is prohibited (10.x and such)",
        "The model name {} is still supported, mapped to {}", "URL length must not exceed {} characters",
    ),
    "zh": (
        "限制为{}token", "最多上传{}张真人图片", "链接需要服务器能直接查看", "蒙版与参考图:同尺寸,PNG格式",
        "{}参数含{}张及以上图片时不可使用", "单次请求按n的值预扣费,以生成数为准",
        "任务完成(completed)、失败(failed)或取消(cancelled)", "计费确认后发送", "格式与任务查询的格式一致",
        "返回2xx视为成功,其他则触发重试", "最多重试{}次({}秒/{}秒/{}秒后重试)", "超时时间:{}秒", "禁止回调到内网地址(10.x等)",
        "模型名{}仍然可用,会映射到{}", "URL长度不超过{}字符",
    ),
    "ja": (
        "{}トークンまで", "最大{}枚の実在人物画像", "サーバーから直接アクセスできるものである必要があります", "マスクと参照は同じサイズのPNG形式が必要があります",
        "{}パラメータに{}枚以上の画像なら、その場合、これは使用できません", "1回ごとにnで事前課金され、実際の課金は枚数に基づきます",
        "完了、失敗、そしてキャンセルされた時", "課金確認完了後に送信", "形式はタスククエリと一致",
        "2xxステータスは成功とみなされ、その他は再送をトリガー", "最大{}回リトライ({}秒/{}秒/{}秒後)", "タイムアウト:{}秒",
        "内部IPアドレスへの通知は禁止(10.xなど)", "モデル名{}も利用でき、{}にマッピング", "URLの長さは{}文字以内",
    ),
    "ko": (
        "{} 토큰 제한", "최대 {}장의 실제 인물 이미지", "서버에서 직접 접근할 수 있도록 해야", "마스크와 참조는 같은 크기의 PNG",
        "{} 매개변수에 {}장 이상이면 사용할 수 없습니다", "요청은 n 값으로 사전 과금, 실제는 장수 기준", "완료, 실패 또는 취소될 때",
        "과금 확인 완료 후 전송", "형식은 작업 조회와 동일", "2xx 상태는 성공으로 간주, 다른 상태는 다시 트리거",
        "최대 {}회 재시도 ({}초/{}초/{}초 후 다시)", "타임아웃: {}초", "내부 IP 주소는 금지 (10.x 등)",
        "모델 이름 {}도 사용 가능, {}로 자동 매핑", "URL 길이는 {}자를 초과할 수 없음",
    ),
}  # fmt: skip
for _locale, _words in _SAYS.items():
    SAYS[_locale] |= dict(zip(_NAMES, _words, strict=True))

_FLAGS = {
    "x-evolink-url-reachable": "reachable", "x-evolink-same-size-as": "same_size", "x-evolink-billed-per-image": "billed",
    "x-evolink-callback-events": "events", "x-evolink-callback-after-billing": "after_billing",
    "x-evolink-callback-body": "body", "x-evolink-callback-success": "success",
    "x-evolink-private-hosts-forbidden": "private",
}  # fmt: skip
_NUMBERS = {
    "maxItems": "maxItems", "default": "default",
    "x-evolink-max-tokens": "tokens", "x-evolink-max-real-people": "people", "x-evolink-callback-timeout": "timeout",
}  # fmt: skip
_IN_PROSE = frozenset({"default", "maxItems", "pattern"})


def items_of(schema: dict[str, Any], locale: str) -> list[Item]:
    """Write a model's request schema as the fields of a page: what a page shows in prose goes into prose."""
    return [
        Item(
            name,
            {key: value for key, value in field.items() if key not in _IN_PROSE and not key.startswith("x-evolink-")},
            required=name in schema["required"],
            prose=tuple(_prose(field, locale)) + tuple(_conditions(schema, name)),
        )
        for name, field in schema["properties"].items()
    ]


def _prose(field: dict[str, Any], locale: str) -> list[tuple[str, tuple[Any, ...]]]:
    return [sentence for keyword, value in field.items() for sentence in _sentences(keyword, value, field, locale)]


def _sentences(keyword: str, value: Any, field: dict[str, Any], locale: str) -> list[tuple[str, tuple[Any, ...]]]:
    if keyword in _FLAGS:
        return [(_FLAGS[keyword], ())]
    if keyword in _NUMBERS:
        return [(_NUMBERS[keyword], (value,))]
    match keyword:
        case "pattern":
            return [("pattern", ())]
        case "x-evolink-charged-extra":
            return [("extra", (each,)) for each in value]
        case "x-evolink-max-image-bytes":
            return [("megabytes", (value // 1024**2,))]
        case "x-evolink-image-formats" if "x-evolink-same-size-as" not in field:
            return [("formats", (JOIN[locale].join(f"`.{each}`" for each in value),))]
        case "x-evolink-callback-retries":
            return [("retries", (len(value), *value))]
        case "x-evolink-alias":
            return [("alias", pair) for pair in value.items()]
        case _:
            return []


def _conditions(schema: dict[str, Any], name: str) -> list[tuple[str, tuple[Any, ...]]]:
    inner = schema.get("dependentSchemas", {}).get(name, {}).get("properties", {})
    return [("not_with", (other, rule["maxItems"] + 1)) for other, rule in inner.items()]
