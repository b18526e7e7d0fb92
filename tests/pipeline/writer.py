"""Writes small documentation pages of our own, in the forms and locales that the readers know.

A page is described once, as a `Sample`; `raw` and `rendered` write it down. The words are ours: they use the phrases
whose meaning the phrasebooks know, around facts that no real page has.
"""

import json
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

LOCALES = ("en", "zh", "ja", "ko")

_LABEL_NAMES = ("skip", "auth", "path", "body", "response", "required", "default", "options", "example", "range")
_LABELS = {
    "en": ("Skip to main content", "Authorizations", "Path Parameters", "Body", "Response", "required", "default:",
           "Available options:", "Example:", "Required range:"),
    "zh": ("跳转到主要内容", "授权", "路径参数", "请求体", "响应",
           "必填", "默认值:", "可用选项:", "示例:", "必填范围:"),
    "ja": ("メインコンテンツへスキップ", "承認", "パスパラメータ", "ボディ", "レスポンス", "必須", "デフォルト:",
           "利用可能なオプション:", ":", "必須範囲:"),
    "ko": ("메인 콘텐츠로 건너뛰기", "인증", "경로 매개변수", "본문", "응답", "필수", "기본값:", "사용 가능한 옵션:",
           "예시:", "필수 범위:"),
}  # fmt: skip
LABELS = {locale: dict(zip(_LABEL_NAMES, words, strict=True)) for locale, words in _LABELS.items()}

# How a page of each locale says a keyword in prose.
_SAID_NAMES = (
    "about",
    "maxItems",
    "default",
    "enum",
    "range",
    "maxLength",
    "pattern",
    "extra",
    "megabytes",
    "formats",
    "together",
)
_SAYS = {
    "en": ("About the image", "Up to {} images", "Default is `{}`", "Only supports {}",
           "Supports any integer between [{},{}]", "Limited to {} characters", "Only HTTPS is supported",
           "`{}` quality incurs additional charges", "Image size: not exceeding `{}MB`", "Supported file formats: {}",
           "Reference images + generated images ≤ {}"),
    "zh": ("关于图片", "最多支持{}张图片", "默认值为`{}`", "仅支持{}", "支持[{},{}]之间的任意整数值", "不超过{}字符",
           "仅支持HTTPS", "`{}`质量会额外收费", "图片大小:不超过 `{}MB`", "支持的图片格式:{}",
           "参考图数量 + 最终生成图数量 ≤ {}"),
    "ja": ("画像について", "最大{}枚まで", "デフォルトは`{}`", "{}の値のみサポート", "[{},{}]の間の任意の整数値",
           "最大{}文字", "HTTPS プロトコルのみサポート", "`{}`品質は追加料金", "画像サイズ: {}MB以下",
           "サポートされる画像形式: {}", "参照画像数 + 最終生成画像数 ≤ {}"),
    "ko": ("이미지 설명", "최대 {}장", "기본값은 `{}`", "{} 값만 지원", "[{},{}] 사이의 정수 값", "최대 {}자",
           "HTTPS 프로토콜만 지원", "`{}` 품질은 추가 요금", "이미지 크기: 최대 {}MB", "지원 파일 형식: {}",
           "참조 이미지 수 + 최종 생성 이미지 수 ≤ {}"),
}  # fmt: skip
SAYS = {locale: dict(zip(_SAID_NAMES, words, strict=True)) for locale, words in _SAYS.items()}

JOIN = {"en": ", ", "zh": "、", "ja": "、", "ko": ", "}


@dataclass(frozen=True)
class Item:
    """One field: its schema, and what its prose says beside it."""

    name: str
    schema: dict[str, Any]
    required: bool = False
    prose: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    example: Any = None


@dataclass(frozen=True)
class Sample:
    """A page about one operation."""

    path: str = "/v1/images/generations"
    method: str = "post"
    body: tuple[Item, ...] = ()
    answer: tuple[Item, ...] = ()
    parameters: tuple[Item, ...] = ()
    request: dict[str, Any] = field(default_factory=dict)
    reply: dict[str, Any] = field(default_factory=dict)

    def with_body(self, *items: Item) -> "Sample":
        """Return the same page with other parameters."""
        return replace(self, body=items)


ANSWER = (
    Item("created", {"type": "integer"}, example=1700000000),
    Item("id", {"type": "string"}, example="task-unified-1700000000-abcdefgh"),
    Item("model", {"type": "string"}, example="brush-9"),
    Item("object", {"type": "string", "enum": ["image.generation.task"]}, example="image.generation.task"),
    Item("progress", {"type": "integer", "minimum": 0, "maximum": 100}, example=0),
    Item("status", {"type": "string", "enum": ["pending", "processing", "completed", "failed"]}, example="pending"),
    Item("type", {"type": "string", "enum": ["text", "image", "audio", "video"]}, example="image"),
)
REPLY = {item.name: item.example for item in ANSWER}


def model(name: str, *items: Item) -> Sample:
    """Return a page about a model with the parameters named."""
    own = Item("model", {"type": "string", "enum": [name], "default": name}, required=True, example=name)
    prompt = Item("prompt", {"type": "string", "maxLength": 900}, required=True, example="A boat")
    request = {"model": name, "prompt": "A boat"}
    return Sample(body=(own, prompt, *items), answer=ANSWER, request=request, reply={**REPLY, "model": name})


def of_videos(sample: Sample) -> Sample:
    """Return the page of a model of images as that of one of videos."""
    swapped = {"image.generation.task": "video.generation.task", "image": "video"}
    answer = tuple(replace(item, example=swapped.get(item.example, item.example)) for item in sample.answer)
    reply = {name: swapped.get(value, value) for name, value in sample.reply.items()}
    return replace(sample, path="/v1/videos/generations", answer=answer, reply=reply)


def said(locale: str, item: Item) -> list[str]:
    """Return the sentences of a field's prose."""
    return [SAYS[locale][kind].format(*values) for kind, values in item.prose]


def raw(sample: Sample, locale: str = "en", *, fence: str = "") -> str:
    """Write the page as Markdown around an OpenAPI document."""
    fence = fence or f"{locale}/api-manual/brush.json {sample.method.upper()} {sample.path}"
    operation: dict[str, Any] = {"summary": "Brush", "operationId": "createImageGeneration"}
    if sample.parameters:
        operation["parameters"] = [
            {"name": item.name, "in": "path", "required": True, "schema": item.schema} for item in sample.parameters
        ]
    if sample.body:
        schema = {"$ref": "#/components/schemas/BrushRequest"}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    answer = _raw_object(sample.answer, locale)
    operation["responses"] = {"200": {"description": "", "content": {"application/json": {"schema": answer}}}}
    document = {
        "openapi": "3.1.0", "info": {"title": "Brush", "version": "1.0.0"},
        "paths": {sample.path: {sample.method: operation}},
        "components": {
            "schemas": {"BrushRequest": _raw_object(sample.body, locale)},
            "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
        },
    }  # fmt: skip
    text = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
    return f"# Brush\n\n## OpenAPI\n\n````yaml {fence}\n{text}````\n"


def _raw_object(items: tuple[Item, ...], locale: str) -> dict[str, Any]:
    properties = {}
    for item in items:
        prose = said(locale, item)
        about = {"description": SAYS[locale]["about"] + "".join(f"\n\n- {line}" for line in prose)} if prose else {}
        example = {} if item.example is None else {"example": item.example}
        properties[item.name] = {**item.schema, **about, **example}
    required = [item.name for item in items if item.required]
    return {"type": "object", **({"required": required} if required else {}), "properties": properties}


def rendered(sample: Sample, locale: str = "en") -> str:
    """Write the page as its reader sees it."""
    label = LABELS[locale]
    path = [part for segment in sample.path.strip("/").split("/") for part in ("/", segment)]
    call = [f"curl --request {sample.method.upper()} \\", f"  --url https://api.evolink.ai{sample.path} \\",
            "  --header 'Authorization: Bearer <token>'"]  # fmt: skip
    if sample.body:
        call[-1] += " \\"
        call += ["  --data '", json.dumps(sample.request, indent=2, ensure_ascii=False), "'"]
    lines = [label["skip"], sample.method.upper(), *path, "Brush", *call, json.dumps(sample.reply, indent=2), "",
             label["auth"], "", "Authorization", "string", "header", label["required"], ""]  # fmt: skip
    if sample.parameters:
        lines += [label["path"], ""]
        for item in sample.parameters:
            lines += _rendered_field(item, locale)
    if sample.body:
        lines += [label["body"], "", "application/json"]
        for item in sample.body:
            lines += _rendered_field(item, locale)
    lines += [label["response"], ""]
    for item in sample.answer:
        lines += _rendered_field(item, locale)
    return "\n".join(lines)


def _rendered_field(item: Item, locale: str) -> list[str]:
    label = LABELS[locale]
    schema = item.schema
    lines = [item.name, type_name(schema)]
    if "default" in schema:
        lines.append(f"{label['default']}{json.dumps(schema['default']).strip(chr(34))}")
    if item.required:
        lines.append(label["required"])
    lines.append("")
    prose = said(locale, item)
    if prose:
        lines += [SAYS[locale]["about"], "", *(f"  • {line.replace('`', '')}" for line in prose)]
    closed = schema.get("enum") or schema.get("items", {}).get("enum")
    if closed:
        lines += [label["options"], *(f"{value}," for value in closed[:-1]), str(closed[-1])]
    if "minimum" in schema and "maximum" in schema:
        lines.append(f"{label['range']} {schema['minimum']} <= x <= {schema['maximum']}")
    if "maxLength" in schema:
        lines.append(f"Maximum string length: {schema['maxLength']}")
    if "maxItems" in schema:
        lines.append(f"Maximum array length: {schema['maxItems']}")
    if item.example is not None:
        lines += [label["example"], "", json.dumps(item.example, ensure_ascii=False), ""]
    return lines


def type_name(schema: dict[str, Any]) -> str:
    """Return a type as rendered pages write it."""
    if schema["type"] == "array":
        return f"{type_name(schema['items'])}[]"
    base = str(schema["type"])
    if "enum" in schema:
        return f"enum<{base}>"
    return f"{base}<{schema['format']}>" if "format" in schema else base
