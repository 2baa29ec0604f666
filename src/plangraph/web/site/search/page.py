"""Search: one field for all that has a name, grouped by what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import PG
from plangraph.search import Found
from plangraph.web.holdings import Holdings, holdings_of, label_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.site.listing import Choice, Part, alphabetical, paginate
from plangraph.web.site.places import Named, path_of
from plangraph.web.site.search.hits import Shower, Shown, index_of
from plangraph.web.site.vocabulary.concepts import schemes_of
from plangraph.web.site.vocabulary.details import Ask, questions_about
from plangraph.web.site.vocabulary.uses import NO_USE, counts_of
from plangraph.web.words import word
from plangraph.wording import Lexicon

router = APIRouter()

#: So many hits stand on a page, and in a group where there are several.
PAGE: Final = 25
GROUP: Final = 5
#: Longer questions are cut.
_LONGEST: Final = 200
#: So many concepts are told of above the hits.
_MOST_CONCEPTS: Final = 3
#: Vocabularies whose concepts are told of there, and what a concept of each is.
_CLASSES: Final = {
    "target-group": PG + "TargetGroup",
    "instrument": PG + "Instrument",
    "benefit": PG + "Benefit",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """A concept that a question names.

    :param name: the concept
    :param kind: what it is
    :param plans: the plans that use it
    :param more_plans: how many more do
    :param total: how many parts of plans use it
    :param questions: what can be asked about it
    """

    name: Named
    kind: str
    plans: tuple[Named, ...]
    more_plans: int
    total: int
    questions: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind.

    :param kind: the kind
    :param label: what it is called
    :param count: how many there are
    :param hits: the best of them
    """

    kind: str
    label: str
    count: int
    hits: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was found.

    :param question: what was asked
    :param kind: the kind that is chosen, or nothing
    :param plan: slug of the plan that is chosen, or nothing
    :param total: how many things were found
    :param instead: what was looked for instead of what was asked, or nothing
    :param partial: whether nothing has all the words
    :param meant: the concepts that the question names
    :param groups: the hits
    :param part: of a single kind, which part of its hits
    :param kinds: what can be chosen
    :param plans: what can be chosen
    :param examples: what could be asked
    """

    question: str
    kind: str
    plan: str
    total: int
    instead: str
    partial: bool
    meant: tuple[Meant, ...]
    groups: tuple[Group, ...]
    part: Part
    kinds: tuple[Choice, ...]
    plans: tuple[Choice, ...]
    examples: tuple[str, ...]


@router.api_route("/search", methods=["GET", "HEAD"], include_in_schema=False)
def show_search(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    q: str = "",
    kind: str = "",
    plan: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show what is found for a question."""
    lang, question = choose_lang(request), " ".join(q[:_LONGEST].split())
    plan = plan if any(plan == known.slug for known in holdings.plans) else ""
    index = index_of(holdings)
    everything = index.ask(question, plan=plan)
    kind = kind if kind in everything.groups else ""
    found = index.ask(question, kind=kind, plan=plan) if kind else everything
    part = paginate(found.total, page, PAGE)
    shower = Shower(holdings, found.terms, lang)
    shown = SearchPage(
        question=question,
        kind=kind,
        plan=plan,
        total=found.total,
        instead=found.instead,
        partial=found.partial,
        meant=tuple(_meant(holdings, question, found, lang)) if not kind and not plan else (),
        groups=tuple(_groups(found, shower, kind, part, lang)),
        part=part,
        kinds=tuple(
            Choice(name, f"{word(f'search_kind_{name}', lang)} ({many})", name == kind)
            for name, many in everything.groups.items()
        ),
        plans=_plans(holdings, found, plan, lang),
        examples=tuple(word("search_examples", lang).split(" · ")),
    )
    return send_page(request, "search.html.jinja", shown)


def _groups(found: Found, shower: Shower, kind: str, part: Part, lang: Lang) -> Iterable[Group]:
    for name, many in found.groups.items():
        if kind and name != kind:
            continue
        start, end = (part.start, part.end) if kind else (0, GROUP)
        hits = tuple(shower.show(hit) for hit in found.hits(name, start, end))
        yield Group(name, word(f"search_kind_{name}", lang), many, hits)


def _plans(holdings: Holdings, found: Found, chosen: str, lang: Lang) -> tuple[Choice, ...]:
    listed = [plan for plan in holdings.plans if plan.slug in found.plans or plan.slug == chosen]
    choices = [
        Choice(plan.slug, f"{plan.name.get(lang)} ({found.plans.get(plan.slug, 0)})", plan.slug == chosen)
        for plan in listed
    ]
    return tuple(sorted(choices, key=lambda choice: alphabetical(choice.label)))


def _meant(holdings: Holdings, question: str, found: Found, lang: Lang) -> Iterable[Meant]:
    """Return the concepts that a question names, by the words of the vocabularies or by their very name."""
    lexicon = holdings.keep("lexicon", lambda: Lexicon.from_graph(holdings.reference))
    iris = [mention.concept for mention in lexicon.find(found.instead or question)]
    schemes = schemes_of(holdings)
    for kind in _CLASSES:
        iris += [hit.iri for hit in found.hits(kind, 0, 1) if hit.exact]
    for iri in list(dict.fromkeys(iris))[:_MOST_CONCEPTS]:
        scheme = next((s for s in schemes.values() if iri in s.concepts), None)
        if scheme is None or scheme.slug not in _CLASSES:
            continue
        count = counts_of(holdings, scheme).get(iri, NO_USE)
        plans = [plan for plan in holdings.plans if plan.slug in count.plans]
        concept = scheme.concepts[iri]
        yield Meant(
            name=Named(concept.label.get(lang), path_of(iri)),
            kind=label_of(holdings.reference, _CLASSES[scheme.slug]).get(lang),
            plans=tuple(Named(p.name.get(lang), f"/plans/{p.slug}") for p in plans[:GROUP]),
            more_plans=max(0, len(plans) - GROUP),
            total=count.total,
            questions=questions_about(scheme.slug, concept.slug, lang),
        )
