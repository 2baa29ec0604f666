"""A draft that becomes a plan among the others: only by who knows a token, and never over one unawares."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import mint
from plangraph.store import GraphStore, Source, parse_graph
from plangraph.web.drafts import Draft
from plangraph.web.drafts.forms import Sent, small_form
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.incoming import data_of, knows_token, settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.common import draft_of
from plangraph.web.words import both, word

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """A draft about to be published, or published.

    :param token: of the draft
    :param version: the newest, which is published
    :param title: of the plan
    :param slug: the plan's slug
    :param there: what the plan is called that has this slug already; empty where there is none
    :param digest: of that plan's graph as it is now; empty where there is none
    :param waiting: suggestions that nobody has judged
    :param violations: how many violations were found
    :param quotes: how many passages of the document are quoted in it
    :param faults: what is wrong with what was sent, by field
    :param done: whether it is published
    """

    token: str
    version: int
    title: str
    slug: str
    there: str
    digest: str
    waiting: int
    violations: int
    quotes: int
    faults: dict[str, str]
    done: bool = False


Found = Annotated[Draft, Depends(draft_of)]
Held = Annotated[Holdings, Depends(holdings_of)]


@router.api_route("/drafts/{token}/publish", methods=["GET", "HEAD"], include_in_schema=False)
def show_publishing(request: Request, token: str, draft: Found, holdings: Held) -> Response:
    """Show what publishing a draft means, and ask for the token."""
    return show(request, "draft-publish.html.jinja", _page(request, token, draft, holdings))


@router.post("/drafts/{token}/publish", include_in_schema=False)
def publish(
    request: Request,
    token: str,
    draft: Found,
    holdings: Held,
    sent: Annotated[Sent, Depends(small_form)],
) -> Response:
    """Put the newest version of a draft into the store, for all to see."""
    lang, page = choose_lang(request), _page(request, token, draft, holdings)
    if sent.number("version") != page.version:
        raise ProblemError("changed-meanwhile", both("drafts_problem_stale"))
    if not knows_token(settings_of(request), sent.get("token")):
        wrong = replace(page, faults={"token": word("drafts_wrong_token", lang)})
        return show(request, "draft-publish.html.jinja", wrong, status=403)
    if page.there and not sent.get("replace"):
        unsure = replace(page, faults={"replace": word("drafts_confirm_replace", lang)})
        return show(request, "draft-publish.html.jinja", unsure, status=422)
    _write(request, page.slug, draft.graph(page.version), sent.get("digest"), lang)
    return show(request, "draft-publish.html.jinja", replace(page, done=True))


def _write(request: Request, slug: str, data: bytes, known: str, lang: Lang) -> None:
    """Write a plan's graph, unless what stands there is not what the person saw.

    :raises ProblemError: when it is another
    :raises MisplacedPlanError: when the graph does not hold that plan alone
    """
    if len(data) > (most := settings_of(request).limits.graph_bytes):
        raise ProblemError("too-large", both("drafts_problem_too_large", most=f"{most / 1_000_000:g}"))
    name = mint("graph", slug)
    graph = parse_graph(data, slug, ending=".ttl")
    source = Source(word("drafts_published_from", lang), hashlib.sha256(data).hexdigest())

    def action(store: GraphStore) -> None:
        now = store.digest(name)[:32] if store.holds(name) else ""
        if now != known:
            raise ProblemError("changed-meanwhile", both("drafts_published_meanwhile"))
        store.put(name, graph, source=source)

    data_of(request).change(action)


def _page(request: Request, token: str, draft: Draft, holdings: Holdings) -> PublishingPage:
    if not settings_of(request).writable:
        raise ProblemError("read-only", both("drafts_not_writable"))
    if not draft.state.versions:
        raise ProblemError("not-found", both("drafts_problem_no_version"))
    lang, version, examined = choose_lang(request), draft.state.version, draft.examined()
    if not examined.slug:
        raise ProblemError("misplaced-plan", both("drafts_no_slug"))
    name = mint("graph", examined.slug)
    there = next((plan for plan in holdings.plans if plan.slug == examined.slug), None)
    exists = holdings.copy.store.holds(name)
    return PublishingPage(
        token=token,
        version=version,
        title=examined.assessment.report.label.get(lang),
        slug=examined.slug,
        there=(there.name.get(lang) if there is not None else examined.slug) if exists else "",
        digest=holdings.copy.digest(name)[:32] if exists else "",
        waiting=examined.waiting,
        violations=sum(
            f.severity.rank == 2 and f.waiver is None for f in examined.assessment.report.findings
        ),
        quotes=examined.quotes,
        faults={},
    )
