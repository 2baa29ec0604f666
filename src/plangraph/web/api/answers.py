"""How the API takes requests and answers them: nothing unknown is taken, every answer can be asked for again.

Source: RFC 9110 (HTTP), RFC 8288 (links), RFC 9457 (problems).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.web.api.models.common import Link, say
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import rank
from plangraph.web.problems import KINDS, MEDIA, ProblemError
from plangraph.web.sending import send
from plangraph.web.words import both

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi.dependencies.models import Dependant

    from plangraph.web.api.models.common import Model

#: What is under it never changes its meaning; what does comes under another.
PREFIX: Final = "/api/v1"
JSON: Final = "application/json"
#: What may go wrong with any request.
_ALWAYS: Final = ("malformed-request", "too-many-requests", "internal-error", "busy", "store-unavailable")


def make_router(tag: str) -> APIRouter:
    """Return a router of the API; what its routes don't know is refused.

    :param tag: what its operations are listed under
    """
    return APIRouter(prefix=PREFIX, tags=[tag], dependencies=[Depends(refuse_unknown)])


def read(
    router: APIRouter,
    path: str,
    answer: Any,
    *problems: str,
    media: Mapping[str, Any] | None = None,
    described: str = "What was asked for.",
) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Let a function answer GET and HEAD; the OpenAPI has its words and what may come of it.

    :param path: under :data:`PREFIX`
    :param answer: type of the JSON that it answers
    :param problems: kinds of problem, besides those that any request may have
    :param media: other media types that it may answer, and their schemas
    :param described: what the answer is
    """
    content = {name: {"schema": schema} for name, schema in (media or {}).items()}
    return router.api_route(
        path,
        methods=["GET", "HEAD"],
        response_model=answer,
        response_description=described,
        responses={
            **({200: {"content": content}} if content else {}),
            304: {"description": "What the client has is what it would get (`If-None-Match`)."},
            **declared("not-acceptable", *problems),
        },
    )


def declared(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """Return what the OpenAPI says of kinds of problem, those that any request may have among them."""
    by_status: dict[int | str, list[str]] = {}
    for kind in (*_ALWAYS, *kinds):
        by_status.setdefault(KINDS[kind].status, []).append(kind)
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": "; ".join(f"{KINDS[kind].title.en} (`{kind}`)" for kind in named) + ".",
            "content": {MEDIA: {"schema": schema}},
        }
        for status, named in sorted(by_status.items(), key=lambda item: str(item[0]))
    }


def refuse_unknown(request: Request) -> None:
    """Refuse a request that says something which is not understood, or says the same twice.

    :raises ProblemError: for a parameter of the query that the route doesn't have
    """
    route = request.scope["route"]
    many = {} if not isinstance(route, APIRoute) else dict(_parameters(route.dependant))
    refuse_parameters(request, many)


def refuse_parameters(request: Request, known: Mapping[str, bool]) -> None:
    """Refuse what a query says besides what is known.

    :param known: names of parameters, and whether each may be given more than once
    :raises ProblemError: for another one, and one that is given too often
    """
    for name in request.query_params:
        shown = name[:60]
        if name not in known:
            near = difflib.get_close_matches(shown, known, n=1)
            takes = f"it takes {', '.join(sorted(known))}" if known else "it takes none"
            hint = f"did you mean {near[0]!r}?" if near else takes
            detail = f"there is no parameter {shown!r} here; {hint}"
            raise ProblemError("malformed-request", detail, errors=[_fault(shown, "is not known")])
        if not known[name] and len(request.query_params.getlist(name)) > 1:
            detail = f"the parameter {shown!r} is given more than once; give it once"
            raise ProblemError("malformed-request", detail, errors=[_fault(shown, "is given more than once")])


def _fault(name: str, detail: str) -> dict[str, str]:
    return {"where": f"query.{name}", "detail": detail}


def _parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """Yield the parameters of the query that a route takes, and whether each may be given again."""
    for field in dependant.query_params:
        yield field.alias, _is_list(field.field_info.annotation)
    for part in dependant.dependencies:
        yield from _parameters(part)


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(map(_is_list, get_args(annotation)))


def choose_form(request: Request, offered: Mapping[str, str], asked: str | None = None) -> str:
    """Return the name of the form in which a request wants its answer.

    :param offered: media types by name, our own preference first
    :param asked: the name that the address asks for, or None; it goes before ``Accept``
    :raises ProblemError: when the client takes none of them
    """
    if asked is not None:
        return asked
    plain = {name: media.partition(";")[0] for name, media in offered.items()}
    wanted = rank(", ".join(request.headers.getlist("accept")), plain)
    if not wanted:
        raise ProblemError("not-acceptable", f"it can be had as {', '.join(dict.fromkeys(plain.values()))}")
    return wanted[0]


def answer(request: Request, model: Model, links: Iterable[str] = ()) -> Response:
    """Send an object as JSON, with its ETag; a client that has it already is told so.

    :param links: what the ``Link`` header says besides
    :raises ProblemError: when the client takes no JSON
    """
    choose_form(request, {"json": JSON})
    return send_json(request, model.model_dump_json().encode(), links)


def send_json(request: Request, body: bytes, links: Iterable[str] = ()) -> Response:
    """Send JSON that is written already."""
    headers = {"Vary": "Accept"}
    if told := ", ".join((*links, _described_by(request))):
        headers["Link"] = told
    return _send(request, body, JSON, headers)


def _described_by(request: Request) -> str:
    return f'<{settings_of(request).prefix}{PREFIX}/openapi.json>; rel="service-desc"'


def send_file(request: Request, body: bytes, media: str, name: str, *, lang: Lang | None = None) -> Response:
    """Send what a person opens in another program, under a name of our own.

    :param media: its media type
    :param name: of the file
    :param lang: the language that it is written in, where it has one
    """
    headers = {"Vary": "Accept, Accept-Language", "Content-Disposition": f'attachment; filename="{name}"'}
    if lang is not None:
        headers["Content-Language"] = lang
    return _send(request, body, media, headers)


def _send(request: Request, body: bytes, media: str, headers: dict[str, str]) -> Response:
    if request.method not in ("GET", "HEAD"):  # what came of a POST cannot be asked for again
        return Response(body, 200, {**headers, "Content-Type": media})
    return send(request, body, media, headers)


def address(request: Request, *parts: str) -> str:
    """Return the address of something that the API answers, relative to this server.

    :param parts: of its path, after :data:`PREFIX`
    """
    return "/".join((settings_of(request).prefix + PREFIX, *(quote(part, safe="") for part in parts)))


def page_address(request: Request, path: str) -> str:
    """Return the address of a page for people, relative to this server."""
    return settings_of(request).prefix + path


def link(rel: str, href: str, key: str) -> Link:
    """Return a link.

    :param key: the word that says where it leads
    """
    return Link(rel=rel, href=href, title=say(both(key)))
