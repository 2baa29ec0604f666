"""The reference of the API, made of its OpenAPI: what can be asked, what it takes and what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from plangraph.web.api.answers import PREFIX
from plangraph.web.api.openapi import describe
from plangraph.web.incoming import settings_of
from plangraph.web.pages import send_page

router = APIRouter()

_REF: Final = "#/components/schemas/"
#: An answer is shown so far; all of it comes when it is asked for.
_MOST_SHOWN: Final = 6_000
#: Longer lists of words are shown by their first.
_MOST_VALUES: Final = 14


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a sentence.

    :param text: what it says
    :param code: whether it is something to be written so
    """

    text: str
    code: bool


@dataclass(frozen=True, slots=True)
class Type:
    """What a value is.

    :param text: in words
    :param name: of the object that is described on the page; nothing for a plain value
    :param after: what the words go on with
    """

    text: str
    name: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of an object.

    :param name: its name
    :param place: where a parameter stands: ``path``, ``query``, ``header``
    :param required: whether it has to be there
    :param type: what it is
    :param about: what it says
    """

    name: str
    place: str
    required: bool
    type: Type
    about: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation may answer.

    :param status: the HTTP status
    :param about: when
    :param media: media types
    :param type: what it is as JSON; None where it is nothing to describe
    """

    status: str
    about: tuple[Words, ...]
    media: tuple[str, ...]
    type: Type | None


@dataclass(frozen=True, slots=True)
class Shown:
    """An example.

    :param command: how it is asked
    :param answer: what comes; nothing where it is too long to be shown
    :param cut: whether that is only the beginning
    """

    command: str
    answer: str
    cut: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked.

    :param id: its anchor
    :param method: ``GET``, ``POST``, ``DELETE``
    :param path: its path
    :param summary: what it does
    :param about: more of it
    :param parameters: what it takes
    :param media: media types of what is sent
    :param answers: what it may answer
    :param example: an example, or None
    """

    id: str
    method: str
    path: str
    summary: str
    about: tuple[Words, ...]
    parameters: tuple[Field, ...]
    media: tuple[str, ...]
    answers: tuple[Answer, ...]
    example: Shown | None


@dataclass(frozen=True, slots=True)
class Group:
    """Operations that belong together.

    :param name: their tag
    :param about: what they are
    :param operations: the operations
    """

    name: str
    about: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """An object, or another kind of value that has a name.

    :param name: its name
    :param about: what it is
    :param fields: its fields
    :param type: what a value is that is no object; None for an object
    """

    name: str
    about: tuple[Words, ...]
    fields: tuple[Field, ...]
    type: Type | None


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """The reference of the API.

    :param groups: the operations
    :param objects: the objects that they answer
    """

    groups: tuple[Group, ...]
    objects: tuple[Described, ...]


@router.api_route(f"{PREFIX}/docs", methods=["GET", "HEAD"], include_in_schema=False)
def show_reference(request: Request) -> Response:
    """Show the reference of the API."""
    return send_page(request, "api-reference.html.jinja", _page(settings_of(request).base))


@cache
def _page(base: str) -> ReferencePage:
    told = describe()
    schemas: Mapping[str, Any] = told["components"]["schemas"]
    operations = list(_operations(told["paths"], base))
    groups = tuple(
        Group(tag["name"], tag["description"], tuple(one for name, one in operations if name == tag["name"]))
        for tag in told["tags"]
    )
    objects = tuple(
        Described(
            name,
            _words(schema.get("description", "")),
            _fields(schema),
            None if schema.get("type") == "object" else _type(schema),
        )
        for name, schema in schemas.items()
    )
    return ReferencePage(groups, objects)


def _operations(paths: Mapping[str, Any], base: str) -> Iterator[tuple[str, Operation]]:
    for path, item in paths.items():
        for method, told in item.items():
            content = told.get("requestBody", {}).get("content", {})
            yield (
                told["tags"][0],
                Operation(
                    id=told["operationId"],
                    method=method.upper(),
                    path=path,
                    summary=told["summary"],
                    about=_words(told.get("description", "")),
                    parameters=tuple(_parameter(one) for one in told.get("parameters", ())),
                    media=tuple(content),
                    answers=tuple(_answer(status, one) for status, one in sorted(told["responses"].items())),
                    example=_example(told, base),
                ),
            )


def _parameter(told: Mapping[str, Any]) -> Field:
    about = _words(told.get("description", ""))
    return Field(told["name"], told["in"], told.get("required", False), _type(told["schema"]), about)


def _fields(schema: Mapping[str, Any]) -> tuple[Field, ...]:
    required = schema.get("required", ())
    return tuple(
        Field(name, "", name in required, _type(one), _words(one.get("description", "")))
        for name, one in schema.get("properties", {}).items()
    )


def _answer(status: str, told: Mapping[str, Any]) -> Answer:
    content = told.get("content", {})
    schema = next((one["schema"] for media, one in content.items() if media.endswith("json")), None)
    return Answer(status, _words(told["description"]), tuple(content), _type(schema) if schema else None)


def _example(told: Mapping[str, Any], base: str) -> Shown | None:
    examples = told["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("examples")
    if not examples:
        return None
    first = next(iter(examples.values()))
    path = first["summary"].removeprefix("GET ")
    text = json.dumps(first["value"], ensure_ascii=False, indent=2) if "value" in first else ""
    return Shown(f"curl '{base}{path}'", text[:_MOST_SHOWN], len(text) > _MOST_SHOWN)


def _words(text: str) -> tuple[Words, ...]:
    """Return a sentence with what stands between backticks apart."""
    parts = text.split("`")
    return tuple(Words(part, bool(number % 2)) for number, part in enumerate(parts) if part)


def _type(schema: Mapping[str, Any]) -> Type:
    if "$ref" in schema:
        return Type("", schema["$ref"].removeprefix(_REF))
    if "anyOf" in schema:
        return _either(schema["anyOf"])
    for key, many in (("items", "list of"), ("additionalProperties", "object of")):
        if isinstance(schema.get(key), dict):
            inner = _type(schema[key])
            return Type(f"{many} {inner.text}", inner.name, inner.after)
    return Type(_plain(schema))


def _either(options: Sequence[Mapping[str, Any]]) -> Type:
    types = [_type(one) for one in options if one.get("type") != "null"]
    null = " or null" if len(types) < len(options) else ""
    if len(types) == 1:
        return Type(types[0].text, types[0].name, types[0].after + null)
    return Type(" or ".join(one.text or one.name for one in types) + null)


def _plain(schema: Mapping[str, Any]) -> str:
    values = schema.get("enum", [schema["const"]] if "const" in schema else ())
    if values:
        few = values if len(values) <= _MOST_VALUES else values[:3]
        rest = "" if few is values else f" … ({len(values)} in all)"
        return " | ".join(f'"{value}"' for value in few) + rest
    kind = schema.get("type", "anything")
    said = " or ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{said} {_bounds(schema)}".rstrip()


def _bounds(schema: Mapping[str, Any]) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"{low}–{high}"
    if low is not None:
        return f"≥ {low}"
    return str(schema.get("pattern", ""))
