"""The page ``/compare``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.matrices import serving_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.site.comparison.ambitions import Ambitions, compare_ambitions
from plangraph.web.site.comparison.choosing import MOST, Quick, Slot, choose_plans, quick, slots, spell
from plangraph.web.site.comparison.differences import Differences, compare_concepts
from plangraph.web.site.comparison.lines import Series, follow
from plangraph.web.site.comparison.standing import Completeness, compare_completeness
from plangraph.web.site.coverage.saying import named
from plangraph.web.things import Value
from plangraph.web.words import word

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Column:
    """A plan that is compared.

    :param slug: its slug
    :param name: its municipalities and year
    :param title: what it calls itself
    :param rest: slugs of the others, for a link that leaves it out
    """

    slug: str
    name: str
    title: Value
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """A row of numbers.

    :param name: what is counted
    :param values: one a plan
    """

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """What is compared.

    :param glances: numbers
    :param completeness: how complete the plans are
    :param series: what became of elements from year to year
    :param ambitions: how high they aim
    :param concepts: whom and what they are for
    """

    glances: tuple[Glance, ...]
    completeness: Completeness
    series: tuple[Series, ...]
    ambitions: Ambitions
    concepts: tuple[Differences, ...]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Plans side by side.

    :param title: which
    :param slots: the fields of the form
    :param most: how many plans can be compared
    :param quick: comparisons that are one click away
    :param names: names of all plans, where they are written and not chosen
    :param notes: what was made of what was asked for
    :param wrong: whether a name was not known
    :param columns: the plans
    :param body: what is compared; None where there are fewer than two
    """

    title: str
    slots: tuple[Slot, ...]
    most: int
    quick: tuple[Quick, ...]
    names: tuple[str, ...]
    notes: tuple[str, ...]
    wrong: bool
    columns: tuple[Column, ...]
    body: Body | None


@router.api_route("/compare", methods=["GET", "HEAD"], include_in_schema=False)
def show_comparison(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    plan: Annotated[list[str], Query(max_length=4 * MOST)] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Show plans side by side."""
    lang = choose_lang(request)
    chosen = choose_plans(holdings, plan, lang)
    slugs = [one.slug for one in chosen.plans]
    enough = len(chosen.plans) > 1
    fields = slots(holdings, chosen, lang)
    names = [one.name.get(lang) for one in chosen.plans]
    page = ComparisonPage(
        title=" · ".join(names) if enough else word("compare", lang),
        slots=fields,
        most=MOST,
        quick=quick(holdings, chosen, lang),
        names=() if fields[0].choices else tuple(spell(holdings, lang).values()),
        notes=chosen.notes,
        wrong=bool(chosen.unknown),
        columns=tuple(
            Column(
                one.slug,
                one.name.get(lang),
                named(one.label, lang),
                tuple(slug for slug in slugs if slug != one.slug),
            )
            for one in chosen.plans
        ),
        body=_body(holdings, chosen.plans, lang) if enough else None,
    )
    return send_page(request, "comparison.html.jinja", page)


def _body(holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> Body:
    ambitions = compare_ambitions(holdings, plans, lang)
    return Body(
        glances=tuple(_glances(holdings, plans, ambitions, lang)),
        completeness=compare_completeness(holdings, plans, lang),
        series=follow(holdings, plans, lang),
        ambitions=ambitions,
        concepts=compare_concepts(holdings, plans, lang),
    )


def _glances(holdings: Holdings, plans: Sequence[Plan], ambitions: Ambitions, lang: Lang) -> list[Glance]:
    facts = [serving_of(holdings, plan.slug).facts for plan in plans]
    rows = [Glance(word("year", lang), tuple(str(plan.year or "–") for plan in plans))]
    for kind in ("focus-area", "objective", "goal", "measure"):
        counts = tuple(str(sum(1 for _ in one.of_kind(kind))) for one in facts)
        rows.append(Glance(word(f"comparison_kind_{kind}", lang), counts))
    with_figure = tuple(str(goals - without) for _, without, goals in ambitions.plain)
    rows.append(Glance(word("comparison_goals_with_figure", lang), with_figure))
    for basis in ("Stated", "Interpreted"):
        links = (sum(t.basis == basis for e in one.elements.values() for t in e.links) for one in facts)
        rows.append(Glance(word(f"comparison_links_{basis.lower()}", lang), tuple(map(str, links))))
    return rows
