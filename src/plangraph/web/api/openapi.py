"""The OpenAPI of the API: made of its routes, of the schema of reports, and of answers that are true.

Source: OpenAPI Specification 3.1.0.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from plangraph import __version__
from plangraph.check.rules import load_rules
from plangraph.web.api import answers
from plangraph.web.api.answers import JSON
from plangraph.web.api.models.common import Problem
from plangraph.web.api.models.reports import SCHEMA
from plangraph.web.api.reports import definitions
from plangraph.web.incoming import settings_of
from plangraph.web.sending import send

router = answers.make_router("entry")

#: Not registered yet, but what tools look for.
_MEDIA: Final = "application/openapi+json"
_COMPONENTS: Final = "#/components/schemas/"
#: What the schema of reports defines and the models have as well, and what needs no longer name.
_SHARED: Final = {"text": "Text", "severity": "Severity", "report": "Report"}
_ABOUT: Final = """\
The employment plans of Danish municipalities as data: what they want, for whom and by what means, which
national targets they serve, and what they lack.

- Whatever a person reads stands there in Danish and English: `{"da": …, "en": …}`.
- Every answer to GET has an `ETag`; ask again with `If-None-Match`. HEAD works wherever GET does.
- Lists come in parts: `page` and `per_page` ask for one, `total` says how much there is, and the `Link`
  header leads to the other parts (RFC 8288).
- What an address asks for and is not known is refused, not passed over.
- Every error is `application/problem+json` (RFC 9457); the end of its `type` never changes.
- Within a version nothing is renamed or taken away; fields may be added.
- Reading needs no key. Who asks too much at once is told when to come again (429 with `Retry-After`).
"""
_TAGS: Final = {
    "entry": "Where a program begins.",
    "plans": "Plans and their parts.",
    "gaps": "What plans lack or have wrong.",
    "reports": "How complete plans are, in every format; two plans compared.",
    "matrices": "Coverage as tables: who serves what, and what an empty cell means.",
    "check": "A draft of one's own, checked: nothing of it becomes public.",
    "questions": "The question library, answered as tables.",
    "rules": "What plans are held against.",
    "targets": "The national targets.",
    "concepts": "The vocabularies.",
    "municipalities": "The municipalities of the country.",
}


@router.api_route("/openapi.json", methods=["GET", "HEAD"], include_in_schema=False)
def send_openapi(request: Request) -> Response:
    """Send the description of the API."""
    form = answers.choose_form(request, {"json": JSON, "openapi": _MEDIA})
    told = {**describe(), "servers": [{"url": settings_of(request).base, "description": "This server."}]}
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return send(request, body, JSON if form == "json" else _MEDIA, {"Vary": "Accept"})


@cache
def describe() -> dict[str, Any]:
    """Return the OpenAPI, without the address of the server."""
    from plangraph.web.api import DESCRIBED

    told = get_openapi(
        title="plangraph",
        version=__version__,
        summary="Danish municipal employment plans: what they want, and what they lack.",
        description=_ABOUT,
        routes=[
            _described(route) for part in DESCRIBED for route in part.routes if isinstance(route, APIRoute)
        ],
        tags=[{"name": name, "description": about} for name, about in _TAGS.items()],
        license_info={"name": "MPL-2.0", "identifier": "MPL-2.0"},
    )
    schemas: dict[str, Any] = told["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)  # ours are problems, whatever is wrong
    problem = Problem.model_json_schema(ref_template=_COMPONENTS + "{model}")
    schemas.update(problem.pop("$defs", {}))
    schemas["Problem"] = problem
    for name, schema in definitions().items():
        schemas.setdefault(_component(name), schema)
    _refer(told)
    rules = [rule.id for rule in load_rules().rules]
    told["components"]["schemas"] = dict(sorted(schemas.items()))
    examples = read_examples()
    for method, operation in _operations(told):
        _finish(method, operation, rules, examples.get(operation["operationId"], {}))
    return told


def _described(route: APIRoute) -> APIRoute:
    """Return a route as it is described, by its docstring; HEAD goes without saying."""
    shown = copy.copy(route)
    shown.methods = (route.methods or set()) - {"HEAD"}
    shown.operation_id = route.name
    first, _, more = route.description.partition("\n\n")
    shown.summary, shown.description = " ".join(first.split()).rstrip("."), " ".join(more.split())
    return shown


def _component(name: str) -> str:
    """Return what a definition of the schema of reports is called among the components."""
    return _SHARED.get(name, f"Report{name[:1].upper()}{name[1:]}")


def _refer(told: Any) -> None:
    """Let what refers to the schema of reports refer to its definitions here."""
    if isinstance(told, dict):
        ref = told.get("$ref")
        if isinstance(ref, str) and not ref.startswith(_COMPONENTS):
            name = ref.removeprefix(SCHEMA).removeprefix("#/$defs/")
            told["$ref"] = _COMPONENTS + _component(name)
    for part in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        _refer(part)


def _operations(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in told["paths"].values():
        yield from path.items()


def _finish(method: str, operation: dict[str, Any], rules: list[str], examples: dict[str, Any]) -> None:
    """Put into an operation what is the same for all, and its examples."""
    for parameter in operation.get("parameters", ()):
        parameter["schema"] = schema = _present(parameter["schema"])
        if parameter["name"] == "rule" and parameter["in"] == "query":
            schema["items"]["enum"] = rules
    responses = operation["responses"]
    content = responses.get("422", {}).get("content", {})
    if "HTTPValidationError" in json.dumps(content):
        del responses["422"]
    if not responses.get("200", {}).get("content", {}).get(JSON, {}).get("schema", True):
        del responses["200"]["content"][JSON]  # what a route without a model is said to answer
    for status, response in responses.items():
        if method == "get" and status in ("200", "304"):
            response["headers"] = {**_HEADERS, **response.get("headers", {})}
        elif status in ("409", "429", "503"):
            response["headers"] = _RETRY
    if examples:
        responses["200"]["content"][JSON]["examples"] = examples


def _present(schema: dict[str, Any]) -> dict[str, Any]:
    """Return what a parameter is where it is given: an address has no way of saying null."""
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "title")}
    kinds = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    if len(kinds) == 1:
        return {**kinds[0], **rest}
    return {**rest, **({"anyOf": kinds} if kinds else {})}


_HEADERS: Final = {
    "ETag": {"description": "What changes when the answer does.", "schema": {"type": "string"}},
    "Link": {
        "description": "Other parts of a list, and what describes the answer (RFC 8288).",
        "schema": {"type": "string"},
    },
}
_RETRY: Final = {
    "Retry-After": {
        "description": "After how many seconds to ask again.",
        "schema": {"type": "integer", "minimum": 1},
    }
}


@cache
def read_examples() -> dict[str, dict[str, Any]]:
    """Return answers for the shipped plans, by operation: what was asked, and what came."""
    text = (files("plangraph.web.api") / "examples.json").read_text("utf-8")
    examples: dict[str, dict[str, Any]] = json.loads(text)
    return examples
