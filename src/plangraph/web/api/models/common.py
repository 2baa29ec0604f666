"""What all answers are made of: texts in two languages, names of things, lists in parts, problems."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from plangraph.model import Text as CoreText

_PARAM: Final = re.compile(r"^:param (\w+): (.+?)(?=^:|\Z)", re.MULTILINE | re.DOTALL)


@cache
def _read(doc: str) -> tuple[str, dict[str, str]]:
    """Return what a docstring says of a class, and of each field."""
    text = "\n".join(line.strip() for line in doc.splitlines())
    told = {name: _sentence(about) for name, about in _PARAM.findall(text)}
    return _sentence(text.partition("\n:param")[0]), told


def _sentence(text: str) -> str:
    text = " ".join(text.replace("``", "`").split())
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")


class Model(BaseModel):
    """An object of an answer; its docstring is what the OpenAPI says of it and of its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", from_attributes=True, defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the schema, with the docstring's words in it."""
        schema = handler(core_schema)
        shown = handler.resolve_ref_schema(schema)
        shown["description"] = _read(cls.__doc__ or "")[0]
        for parent in reversed(cls.__mro__):
            for name, about in _read(parent.__doc__ or "")[1].items() if issubclass(parent, Model) else ():
                shown["properties"][name]["description"] = about
        for field in shown.get("properties", {}).values():
            field.pop("title", None)
            field.pop("default", None)
        return schema


class Text(Model):
    """A text in Danish and English; where one is missing the other stands in.

    :param da: Danish
    :param en: English
    """

    da: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _of_core(cls, value: Any) -> Any:
        return value.as_dict() if isinstance(value, CoreText) else value


def say(text: CoreText) -> Text:
    """Return a text of the core as one of an answer."""
    return Text.model_validate(text)


def say_or_none(text: CoreText | None) -> Text | None:
    """Return a text of the core as one of an answer, where there is one."""
    return None if text is None else say(text)


class Link(Model):
    """A link to something else that this server answers.

    :param rel: what it is to what stands here (a relation of the IANA registry, or a name of this API's)
    :param href: its address, relative to this server
    :param title: what it is called
    """

    rel: str
    href: str
    title: Text


class Thing(Model):
    """Something that has a name of its own in the graph.

    :param iri: its IRI; the server's document about it is found under the same path
    :param label: what it is called
    """

    iri: str
    label: Text


class Listing(Model):
    """A part of a list; the `Link` header leads to the other parts.

    :param total: how many items the list has in all its parts
    :param page: which part this is, from 1
    :param per_page: how many items a part has at most
    :param pages: how many parts there are, at least 1
    """

    total: int
    page: int
    per_page: int
    pages: int


class Fault(Model):
    """What is wrong with one part of a request.

    :param where: the part: `query`, `path`, `header` or `body`, and its name
    :param detail: what is wrong with it
    """

    where: str
    detail: str


class Problem(Model):
    """A problem (RFC 9457); kinds of problem may say more in members of their own.

    :param type: its kind: an address whose last part never changes, and at which it is explained
    :param title: the kind, in a few words
    :param status: the HTTP status of the answer
    :param detail: what is wrong with this request, and what to do about it
    :param errors: each part of the request that is wrong, where that can be said
    :param line: line at fault in what was sent, from 1
    :param column: column at fault, from 1
    :param limit: the limit that was reached (`time`, `memory`)
    :param reason: of a file that cannot be checked: the kind of reason (`year`, `scanned`, `locked` …)
    """

    # A kind of problem that comes later may say more (RFC 9457, section 3.2).
    model_config = ConfigDict(frozen=True, extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: tuple[Fault, ...] | None = None
    line: int | None = None
    column: int | None = None
    limit: str | None = None
    reason: str | None = None
