"""Reports: how complete a plan is, in every format that reports are written in; and two plans compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph import report
from plangraph.assess.comparing import compare
from plangraph.model import Lang
from plangraph.web import crafts
from plangraph.web.api import answers
from plangraph.web.api.answers import JSON, read
from plangraph.web.api.elements import Slug
from plangraph.web.api.models.reports import Comparison, Reports
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.sending import send
from plangraph.web.workshop import Workshop

router: APIRouter = answers.make_router("reports")

#: What a report can be had as.
Form = Literal["json", "html", "pdf", "md", "sarif", "junit", "xlsx", "ttl"]
#: The name of the file of each form, as formats of reports are known by it.
NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {form: f"report.{form}" for form in get_args(Form)} | {"junit": "report.junit.xml"}
)
MEDIA: Final[Mapping[str, str]] = MappingProxyType(
    {form: report.FORMATS[name.removeprefix("report")].media_type for form, name in NAMES.items()}
)
#: Those that hold both languages, or none.
_WITHOUT_LANG: Final = ("json", "ttl")
_SCHEMA: Final = "application/schema+json"

FormParameter = Annotated[
    Form | None, Query(alias="format", description="The format of the report; it goes before `Accept`.")
]
LangParameter = Annotated[
    Literal["da", "en"] | None,
    Query(
        alias="lang", description="The language of formats that have one; it goes before `Accept-Language`."
    ),
]


def schemas() -> dict[str, Any]:
    """Return the media types of reports other than JSON, and what the OpenAPI says of each."""
    shapes: dict[str, Any] = {"pdf": {}, "xlsx": {}, "sarif": {"type": "object"}, "junit": {"type": "object"}}
    return {
        media.partition(";")[0]: shapes.get(form, {"type": "string"})
        for form, media in MEDIA.items()
        if form != "json"
    }


@read(
    router,
    "/plans/{slug}/report",
    Reports,
    "not-found",
    "work-limit",
    media=schemas(),
    described="The report; as JSON a list of one.",
)
def show_report(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    slug: Slug,
    form: FormParameter = None,
    lang: LangParameter = None,  # noqa: ARG001 - read with Accept-Language
) -> Response:
    """Write how complete a plan is: the whole report, in the format that is asked for.

    By `format` or by `Accept`. As JSON it is what `plangraph check --format json` writes: a list, here
    with one report, of which the schema is at `/api/v1/schemas/report`.
    """
    plan = holdings.plan(slug)
    chosen, wanted = answers.choose_form(request, MEDIA, form), choose_lang(request)
    assessment = holdings.assessment(plan.slug)
    workshop: Workshop = request.app.state.workshop
    name = NAMES[chosen]

    def write() -> tuple[bytes, str]:
        return workshop.do(crafts.write_report, [assessment], name, wanted)

    body, media = holdings.written((plan.slug, name, wanted), write)
    return send_report(request, body, media, chosen, wanted, plan.slug)


def send_report(request: Request, body: bytes, media: str, form: str, lang: Lang, slug: str = "") -> Response:
    """Send a report that is written.

    :param form: its format
    :param slug: of the plan, where the file may be named by it
    """
    if form == "json":
        return answers.send_json(request, body, _schema_link(request))
    name = f"{slug}-{NAMES[form]}" if slug else NAMES[form]
    return answers.send_file(request, body, media, name, lang=None if form in _WITHOUT_LANG else lang)


def _schema_link(request: Request) -> list[str]:
    return [f'<{answers.address(request, "schemas", "report")}>; rel="describedby"; type="{_SCHEMA}"']


@read(router, "/schemas/report", None, media={_SCHEMA: {"type": "object"}})
def show_schema(request: Request) -> Response:
    """Show the JSON Schema of reports.

    Within a version of the schema nothing is renamed or taken away.
    """
    answers.choose_form(request, {"schema": _SCHEMA, "json": JSON})
    return send(request, schema_file(), _SCHEMA, {"Vary": "Accept"})


def schema_file() -> bytes:
    """Return the JSON Schema of reports, as it ships."""
    return (files("plangraph.report") / "schema" / "report.schema.json").read_bytes()


def definitions() -> dict[str, Any]:
    """Return what the schema of reports defines, by name, and a finding that has changed."""
    defined: dict[str, Any] = json.loads(schema_file())["$defs"]
    changed = json.loads(json.dumps(defined["finding"]))
    changed["title"], changed["description"] = "ChangedFinding", "A finding, and how serious it was before."
    changed["properties"]["severity_before"] = {
        "$ref": "#/$defs/severity",
        "description": "How serious it was before.",
    }
    changed["required"].append("severity_before")
    return {**defined, "changedFinding": changed}


@read(router, "/compare", Comparison, "not-found", "work-limit")
def compare_plans(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    first: Annotated[str, Query(description="Slug of the earlier plan.", examples=["hvidovre-2022"])],
    second: Annotated[str, Query(description="Slug of the later plan.", examples=["hvidovre-2023"])],
) -> Response:
    """Compare two plans, finding by finding: what is fixed, new, worse or unchanged.

    Findings are paired by what they are about, whatever was renumbered.
    """
    answers.choose_form(request, {"json": JSON})
    slugs = tuple(holdings.plan(slug).slug for slug in (first, second))
    one, other = (holdings.assessment(slug) for slug in slugs)
    body = report.as_comparison_json(compare(one, other)).encode()
    return answers.send_json(request, body)
