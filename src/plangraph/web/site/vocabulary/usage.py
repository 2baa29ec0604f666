"""A concept or a national target on a page of its own, with every part of a plan that uses it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import PG, parse
from plangraph.web.holdings import Holdings, holdings_of, label_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import Crumb, send_page
from plangraph.web.problems import ProblemError
from plangraph.web.site.listing import Choice, Part, paginate
from plangraph.web.site.places import Named, named
from plangraph.web.site.vocabulary import uses
from plangraph.web.site.vocabulary.details import Ask, Details, plans_of, questions_about, tell
from plangraph.web.site.vocabulary.targets import Target, find_target, tell_target
from plangraph.web.site.vocabulary.trees import find_scheme
from plangraph.web.site.vocabulary.uses import Use
from plangraph.web.words import word

router = APIRouter()

#: So many uses stand on a page.
PAGE: Final = 100
_ORDER: Final = ("focus-area", "objective", "goal", "measure", "challenge", "statement", "target-value")


@dataclass(frozen=True, slots=True)
class Row:
    """A part of a plan that uses a concept.

    :param plan: the plan
    :param kind: what the part is
    :param element: the part
    :param how: how it uses the concept
    :param concept: the narrower concept, or of a theme the national target, that it uses; None where it uses
        the concept itself
    :param inherited: whether it has the concept from its focus area
    :param basis: on what basis it is linked to a national target (``stated``), or nothing
    """

    plan: Named
    kind: str
    element: Named
    how: str
    concept: Named | None
    inherited: bool
    basis: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Where something is used.

    :param total: how many parts of plans use it
    :param plans: the plans that do, to choose from, with how many parts of each
    :param chosen: slug of the plan that is chosen, or nothing
    :param rows: the uses of this part of the list
    :param part: which part it is
    :param narrower: whether narrower concepts are among them
    """

    total: int
    plans: tuple[Choice, ...]
    chosen: str
    rows: tuple[Row, ...]
    part: Part
    narrower: bool


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """A concept.

    :param crumbs: where it stands
    :param scheme: name of its vocabulary in addresses
    :param path: of the page
    :param details: what is told of it
    :param broader: what it stands below
    :param narrower: what stands below it
    :param targets: for a theme, the national targets that have it
    :param usage: where it is used
    :param questions: what can be asked about it
    """

    crumbs: tuple[Crumb, ...]
    scheme: str
    path: str
    details: Details
    broader: tuple[Named, ...]
    narrower: tuple[Named, ...]
    targets: tuple[Named, ...]
    usage: Usage
    questions: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A national target.

    :param crumbs: where it stands
    :param path: of the page
    :param target: what is told of it
    :param usage: where it is addressed
    :param questions: what can be asked about it
    """

    crumbs: tuple[Crumb, ...]
    path: str
    target: Target
    usage: Usage
    questions: tuple[Ask, ...]


Number = Annotated[int, Query(ge=1, le=100_000)]


@router.api_route("/vocabulary/national-target/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def show_target(
    request: Request,
    name: str,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    plan: str = "",
    page: Number = 1,
) -> Response:
    """Show a national target and what addresses it."""
    lang = choose_lang(request)
    iri = find_target(holdings, name)
    target = tell_target(holdings, iri, lang)
    found = uses.uses_of(holdings, "national-target", [iri])
    crumbs = (
        Crumb(word("vocabularies", lang), "/vocabulary"),
        Crumb(word("national_targets", lang), "/vocabulary/national-target"),
        Crumb(target.year, f"/vocabulary/national-target#year-{target.year}"),
    )
    shown = TargetPage(
        crumbs=crumbs,
        path=target.name.path,
        target=target,
        usage=_usage(holdings, found, {iri}, plan, page, lang),
        questions=questions_about("national-target", name.replace("-", "/"), lang),
    )
    return send_page(request, "target.html.jinja", shown)


@router.api_route("/vocabulary/{name}/{slug}", methods=["GET", "HEAD"], include_in_schema=False)
def show_concept(
    request: Request,
    name: str,
    slug: str,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    plan: str = "",
    page: Number = 1,
) -> Response:
    """Show a concept and what uses it."""
    lang, scheme = choose_lang(request), find_scheme(holdings, name)
    concept = scheme.find(slug)
    if concept is None:
        raise ProblemError("not-found", f"there is no concept {slug[:80]!r} in {scheme.slug}")
    found = uses.uses_of(holdings, scheme.slug, scheme.below(concept.iri))
    count = uses.counts_of(holdings, scheme)[concept.iri]

    def names(iris: Iterable[str]) -> tuple[Named, ...]:
        return tuple(
            Named(one.label.get(lang), f"/vocabulary/{scheme.slug}/{one.slug}")
            for one in scheme.sorted(iris, lang)
        )

    targets = uses.targets_of(holdings, concept.iri) if scheme.slug == "theme" else []
    shown = ConceptPage(
        crumbs=(
            Crumb(word("vocabularies", lang), "/vocabulary"),
            Crumb(scheme.label.get(lang), f"/vocabulary/{scheme.slug}#{concept.slug}"),
        ),
        scheme=scheme.slug,
        path=f"/vocabulary/{scheme.slug}/{concept.slug}",
        details=tell(holdings, scheme, concept, count, lang),
        broader=names(concept.broader),
        narrower=names(concept.narrower),
        targets=tuple(tell_target(holdings, iri, lang).name for iri in targets),
        usage=_usage(holdings, found, {concept.iri}, plan, page, lang),
        questions=questions_about(scheme.slug, concept.slug, lang),
    )
    return send_page(request, "concept.html.jinja", shown)


def _usage(holdings: Holdings, found: list[Use], own: set[str], chosen: str, page: int, lang: Lang) -> Usage:
    """Return where something is used.

    :param own: IRIs of the concept itself; others are narrower
    """
    count = uses.count_parts(found)
    place = {plan.slug: at for at, plan in enumerate(holdings.plans)}
    known = chosen if chosen in count.plans else ""
    listed = sorted(
        (use for use in found if not known or use.plan == known),
        key=lambda use: (place.get(use.plan, len(place)), *_key(use.element), use.by, use.concept),
    )
    part = paginate(len(listed), page, PAGE)
    return Usage(
        total=count.total,
        plans=tuple(
            Choice(plan.slug, f"{plan.name.get(lang)} ({many})", plan.slug == known)
            for plan, many in plans_of(holdings, count)
        ),
        chosen=known,
        rows=_rows(holdings, listed[part.start : part.end], own, lang),
        part=part,
        narrower=any(use.concept not in own and use.by != "addresses" for use in found),
    )


def _key(element: str) -> tuple[int, int, str]:
    try:
        key = parse(element)
    except ValueError:
        return len(_ORDER), 0, element
    digits = "".join(sign for sign in key.keys[-1] if sign.isdecimal())[:9]
    rank = _ORDER.index(key.kind) if key.kind in _ORDER else len(_ORDER)
    return rank, int(digits or 0), element


def _rows(holdings: Holdings, found: list[Use], own: set[str], lang: Lang) -> tuple[Row, ...]:
    store, plans = holdings.copy.store, {plan.slug: plan for plan in holdings.plans}
    labels = store.labels(sorted({use.element for use in found}))
    inherited = uses.inheriting(holdings, {use.concept for use in found})
    bases: dict[str, Mapping[str, str]] = {
        target: uses.bases_of(holdings, target)
        for target in {use.concept for use in found if use.by == "addresses"}
    }
    rows = []
    for use in found:
        plan = plans.get(use.plan)
        rows.append(
            Row(
                plan=Named(plan.name.get(lang) if plan else use.plan, f"/plans/{use.plan}"),
                kind=_kind(holdings, use.element, lang),
                element=named(use.element, labels, lang),
                how=label_of(holdings.reference, PG + use.by).get(lang),
                concept=None if use.concept in own else _concept(holdings, use.concept, lang),
                inherited=(use.element, use.concept) in inherited,
                basis=bases.get(use.concept, {}).get(use.element, "").lower(),
            )
        )
    return tuple(rows)


def _concept(holdings: Holdings, iri: str, lang: Lang) -> Named:
    return named(iri, {iri: label_of(holdings.reference, iri)}, lang)


def _kind(holdings: Holdings, element: str, lang: Lang) -> str:
    ours = [kind for kind in holdings.copy.store.kinds(element) if kind.startswith(PG)]
    return label_of(holdings.reference, ours[0]).get(lang) if ours else ""
